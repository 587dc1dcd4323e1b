namespace Lora;

/// <summary>The results of one <see cref="LoraMaintenance.SweepAsync"/>.</summary>
/// <param name="UploadsRemoved">The number of expired or canceled upload sessions that were removed with their bytes.</param>
/// <param name="UploadsCompleted">The number of interrupted completions that were finished.</param>
/// <param name="DeletesFinished">The number of interrupted deletes that were finished.</param>
/// <param name="Failures">The number of items that failed. The next sweep tries them again.</param>
public sealed record LoraSweepReport(int UploadsRemoved, int UploadsCompleted, int DeletesFinished, int Failures)
{
    /// <summary>Gets the number of audit events that were deleted because they were older than <see cref="LoraManagementOptions.AuditRetention"/>.</summary>
    public int AuditEventsDeleted { get; init; }
}
