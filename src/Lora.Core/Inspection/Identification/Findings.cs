namespace Lora.Inspection.Identification;

/// <summary>What is said about a file while it is looked at.</summary>
internal sealed class Findings
{
    private readonly List<string> _evidence = [];
    private readonly List<InspectionIssue> _issues = [];

    public IReadOnlyList<string> Evidence => _evidence;

    public IReadOnlyList<InspectionIssue> Issues => _issues;

    public void Say(string sentence)
    {
        if (!_evidence.Contains(sentence))
        {
            _evidence.Add(sentence);
        }
    }

    public void Warn(string code, string message) => _issues.Add(new(code, message, InspectionSeverity.Warning));
}
