namespace Lora.EndToEnd.Tests;

/// <summary>Tests that kill their own servers, at a step or at a time that the test chooses, so other tests may run in parallel.</summary>
[CollectionDefinition(Name)]
public sealed class KillCollection
{
    public const string Name = "Kills";
}
