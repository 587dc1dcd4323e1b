namespace Lora.Inspection.Pickle;

/// <summary>The result of following one pickle.</summary>
/// <param name="Risks">The risks.</param>
/// <param name="Result">The result, or <see langword="null"/> if the pickle is malformed.</param>
/// <param name="Problem">Why the pickle is malformed, or <see langword="null"/>.</param>
/// <param name="Storages">The lengths in bytes of the storages that it names, by key.</param>
internal sealed record PickleWalk(PickleRisks Risks, PickleValue? Result, InspectionIssue? Problem, IReadOnlyDictionary<string, long> Storages)
{
    /// <summary>Gets whether bytes that may be a pickle are one.</summary>
    public bool IsCredible => Result is not null || Risks.NamesDanger || Problem?.Code == InspectionCodes.PickleLimit;
}
