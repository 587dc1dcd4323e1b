namespace Lora.Inspection.Identification;

/// <summary>Collects evidence and issues during an identification.</summary>
internal sealed class IdentificationLog
{
    private readonly List<InspectionEvidence> _evidence = [];
    private readonly List<InspectionIssue> _issues = [];

    public IReadOnlyList<InspectionEvidence> Evidence => _evidence;

    public IReadOnlyList<InspectionIssue> Issues => _issues;

    public void Add(string key, LocalizableText text) => Add(InspectionEvidence.Of(key, text));

    public void Add(InspectionEvidence evidence)
    {
        if (!_evidence.Contains(evidence))
        {
            _evidence.Add(evidence);
        }
    }

    public void Add(InspectionIssue issue) => _issues.Add(issue);
}
