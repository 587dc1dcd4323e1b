namespace Lora.Testing;

/// <summary>Carries a scripted issue to the member that returns it.</summary>
#pragma warning disable CA1032, CA1064 // Only the client throws and catches it.
internal sealed class ScriptedIssueException(LoraIssue issue) : Exception(issue.Message)
{
    public LoraIssue Issue => issue;
}
#pragma warning restore CA1032, CA1064
