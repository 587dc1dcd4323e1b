namespace Lora.Inspection.Pickle;

/// <summary>The risks of one pickle. They apply even if the pickle is malformed later, because Python runs everything before the error.</summary>
internal sealed class PickleRisks
{
    private const int Listed = 32;
    private const int NestedLimit = 16;

    private readonly Dictionary<string, (PickleGlobal Global, bool Called)> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (InspectionIssue Issue, InspectionVerdict Verdict)> _others = new(StringComparer.Ordinal);
    private readonly List<byte[]> _nested = [];

    public InspectionVerdict Verdict { get; private set; }

    /// <summary>Gets whether the pickle names something dangerous. Bytes that are not a pickle can contain any opcode, but hardly such a name.</summary>
    public bool NamesDanger { get; private set; }

    /// <summary>Gets the strings and bytes in the pickle that look like pickles.</summary>
    public IReadOnlyList<byte[]> Nested => _nested;

    public void Import(PickleGlobal global)
    {
        if (global.Risk == InspectionVerdict.Ok)
        {
            return;
        }

        Raise(global.Risk);
        NamesDanger |= global.Risk == InspectionVerdict.Dangerous;
        if (_globals.Count < Listed || (global.Risk == InspectionVerdict.Dangerous && _globals.Count < 2 * Listed))
        {
            _globals.TryAdd(global.FullName, (global, false));
        }
    }

    public void Call(PickleGlobal global)
    {
        if (_globals.ContainsKey(global.FullName))
        {
            _globals[global.FullName] = (global, true);
        }
    }

    public void Add(string code, LocalizableText message, InspectionVerdict verdict, string? detail = null)
    {
        Raise(verdict);
        if (_others.Count < Listed && !_others.ContainsKey(message.Text))
        {
            _others.Add(message.Text, (InspectionIssue.Of(code, message, detail: detail), verdict));
        }
    }

    public void AddNested(ReadOnlySpan<byte> bytes)
    {
        if (_nested.Count < NestedLimit)
        {
            _nested.Add(bytes.ToArray());
        }
    }

    public void Report(PickleReport report)
    {
        foreach (var (global, called) in _globals.Values)
        {
            report.Add(Describe(global, called), global.Risk);
        }

        foreach (var (issue, verdict) in _others.Values)
        {
            report.Add(issue, verdict);
        }
    }

    private static InspectionIssue Describe(PickleGlobal global, bool called)
    {
        var name = PickleText.ForDisplay(global.FullName);
        return (global.Risk, called) switch
        {
            (InspectionVerdict.Dangerous, true) => InspectionIssue.Of(InspectionCodes.PickleDangerousGlobal, $"It would call {name} when it is loaded, which can run harmful code.", detail: "call"),
            (InspectionVerdict.Dangerous, false) => InspectionIssue.Of(InspectionCodes.PickleDangerousGlobal, $"It would load {name} when it is loaded, which can run harmful code.", detail: "load"),
            (_, true) => InspectionIssue.Of(InspectionCodes.PickleUnknownGlobal, $"It would call {name} when it is loaded, which PyTorch does not consider harmless.", detail: "call"),
            _ => InspectionIssue.Of(InspectionCodes.PickleUnknownGlobal, $"It would load {name} when it is loaded, which PyTorch does not consider harmless.", detail: "load"),
        };
    }

    private void Raise(InspectionVerdict verdict) => Verdict = verdict > Verdict ? verdict : Verdict;
}
