using Lora.Audit;
using Lora.Inspection;
using Lora.Limits;
using Lora.Storage;
using Microsoft.Extensions.Logging;

namespace Lora.Workflows;

/// <summary>What every flow needs.</summary>
internal sealed record ManagerContext(
    ILoraStore Store,
    IMultipartFileStore Files,
    LoraManagementOptions Options,
    TimeProvider Time,
    LoraChangeFeed Feed,
    ILoraInspector Inspector,
    ILoraQuota? Quota,
    AnalysisSignal Signal,
    LoraMetrics Metrics,
    AuditTrail Audit,
    ProcessLimits Limits,
    ILogger Log)
{
    private readonly RecentLoraIds _removed = new();

    /// <summary>The LoRAs whose delete a caller of this process has begun. That caller records the audit event, also when the sweeper finishes the delete.</summary>
    public RecentLoraIds Deletes { get; } = new();

    /// <summary>The present moment in whole milliseconds, which every database keeps exactly.</summary>
    public DateTimeOffset Now()
    {
        var now = Time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>Publishes a change that was saved.</summary>
    public void Tell(LoraWorkspaceId workspace, LoraChangeKind kind, LoraId id) => Feed.Publish(workspace, new LoraChange(kind, id));

    /// <summary>Publishes that a LoRA was deleted, unless this process has published that already.</summary>
    public void TellRemoved(LoraWorkspaceId workspace, LoraId id)
    {
        if (_removed.TryAdd(id))
        {
            Tell(workspace, LoraChangeKind.Removed, id);
        }
    }
}
