namespace Lora;

/// <summary>What one run of the sweeper did.</summary>
/// <param name="UploadsRemoved">Upload sessions thrown away, with their bytes.</param>
/// <param name="UploadsCompleted">Uploads whose complete was interrupted, and which it finished.</param>
/// <param name="DeletesFinished">Deletes that were interrupted, and which it finished.</param>
/// <param name="Failures">What it could not do, and will try again.</param>
public sealed record LoraSweepReport(int UploadsRemoved, int UploadsCompleted, int DeletesFinished, int Failures)
{
    /// <summary>Gets the number of audit events that were deleted because they were older than <see cref="LoraManagementOptions.AuditRetention"/>.</summary>
    public int AuditEventsDeleted { get; init; }
}
