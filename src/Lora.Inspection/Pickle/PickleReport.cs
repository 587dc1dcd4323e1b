namespace Lora.Inspection.Pickle;

/// <summary>Collects the issues of a file. The most serious one decides the verdict.</summary>
internal sealed class PickleReport
{
    private const int Listed = 64;
    private const int Kept = 256;

    private readonly List<(InspectionIssue Issue, InspectionVerdict Verdict)> _issues = [];

    public InspectionVerdict Verdict { get; private set; }

    public void Add(InspectionIssue issue, InspectionVerdict verdict)
    {
        if ((_issues.Count < Kept || verdict > Verdict) && !_issues.Exists(known => known.Issue == issue))
        {
            _issues.Add((issue, verdict));
        }

        Verdict = verdict > Verdict ? verdict : Verdict;
    }

    public void Invalid(InspectionIssue issue) => Add(issue, InspectionVerdict.Invalid);

    public void Suspicious(string code, LocalizableText message, string? detail = null) => Add(InspectionIssue.Of(code, message, detail: detail), InspectionVerdict.Suspicious);

    public IReadOnlyList<InspectionIssue> ToIssues() =>
        [.. _issues.OrderByDescending(static known => known.Verdict).Take(Listed).Select(static known => known.Issue)];
}
