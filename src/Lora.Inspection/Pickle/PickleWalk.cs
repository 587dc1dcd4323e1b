namespace Lora.Inspection.Pickle;

/// <summary>What following one pickle gave.</summary>
/// <param name="Findings">What it would do.</param>
/// <param name="Result">What it makes; <see langword="null"/> when it did not come to its end.</param>
/// <param name="Fault">Why it did not come to its end.</param>
/// <param name="Storages">The lengths in bytes of the storages it names, by their keys.</param>
internal sealed record PickleWalk(PickleFindings Findings, PickleValue? Result, InspectionIssue? Fault, IReadOnlyDictionary<string, long> Storages)
{
    /// <summary>Gets whether this is a pickle at all, for bytes that only may be one.</summary>
    public bool IsCredible => Result is not null || Findings.NamesDanger || Fault?.Code == InspectionCodes.PickleLimit;
}
