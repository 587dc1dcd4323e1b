namespace Lora.Inspection.Identification;

/// <summary>What is said about a file while it is looked at.</summary>
internal sealed class Findings
{
    private readonly List<InspectionEvidence> _evidence = [];
    private readonly List<InspectionIssue> _issues = [];

    public IReadOnlyList<InspectionEvidence> Evidence => _evidence;

    public IReadOnlyList<InspectionIssue> Issues => _issues;

    public void Say(string key, Wording text) => Say(InspectionEvidence.Of(key, text));

    public void Say(InspectionEvidence evidence)
    {
        if (!_evidence.Contains(evidence))
        {
            _evidence.Add(evidence);
        }
    }

    public void Warn(InspectionIssue issue) => _issues.Add(issue);
}
