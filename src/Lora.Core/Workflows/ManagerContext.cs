using Lora.Audit;
using Lora.Inspection;
using Lora.Limits;
using Lora.Storage;
using Microsoft.Extensions.Logging;

namespace Lora.Workflows;

/// <summary>The dependencies that all workflows share.</summary>
internal sealed record ManagerContext(
    ILoraStore Store,
    IMultipartFileStore Files,
    LoraManagementOptions Options,
    TimeProvider Time,
    ChangeRelay Changes,
    ILoraInspector Inspector,
    ILoraQuota? Quota,
    AnalysisSignal Signal,
    LoraMetrics Metrics,
    AuditTrail Audit,
    ProcessLimits Limits,
    ILogger Log)
{
    private readonly RecentLoraIds _removed = new();

    /// <summary>Gets the LoRAs whose delete was started in this process. The caller that started it records the audit event, even if the sweeper finishes the delete.</summary>
    public RecentLoraIds Deletes { get; } = new();

    /// <summary>Returns the current time in whole milliseconds, which every database stores exactly.</summary>
    public DateTimeOffset Now()
    {
        var now = Time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>Returns the time that lies this long in the past, or the first representable time.</summary>
    public DateTimeOffset Ago(TimeSpan age) => age < Now() - DateTimeOffset.MinValue ? Now() - age : DateTimeOffset.MinValue;

    /// <summary>Publishes a change after it was saved.</summary>
    public void Notify(LoraWorkspaceId workspace, LoraChangeKind kind, LoraId id) => Changes.Publish(workspace, new LoraChange(kind, id));

    /// <summary>Publishes that a LoRA was deleted, unless this process has already published it.</summary>
    public void NotifyRemoved(LoraWorkspaceId workspace, LoraId id)
    {
        if (_removed.TryAdd(id))
        {
            Notify(workspace, LoraChangeKind.Removed, id);
        }
    }
}
