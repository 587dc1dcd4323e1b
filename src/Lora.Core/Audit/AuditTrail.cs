using Lora.Storage;
using Lora.Validation;
using Microsoft.Extensions.Logging;

namespace Lora.Audit;

/// <summary>Makes audit events and hands them to every sink.</summary>
/// <param name="sinks">The sinks.</param>
/// <param name="store">The store that keeps events; <see langword="null"/> where the host has not chosen the database.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where an event goes that a sink could not write.</param>
internal sealed class AuditTrail(IEnumerable<ILoraAuditSink> sinks, ILoraAuditStore? store, TimeProvider time, ILogger log)
{
    private const int MaxText = 255;

    private readonly ILoraAuditSink[] _sinks = [.. sinks];
    private readonly DenialLimiter _denials = new(time);

    /// <summary>The store that keeps events; <see langword="null"/> where the host has not chosen the database.</summary>
    public ILoraAuditStore? Store => store;

    /// <summary>Records that a user was not allowed to change something. A user who repeats that without end gets only some events for it.</summary>
    public ValueTask RecordDenialAsync(LoraWorkspaceId workspace, string? userId, LoraAuditAction action, LoraId? loraId) =>
        _denials.TryCount(workspace, userId)
            ? RecordAsync(workspace, userId, action, loraId, loraName: null, LoraAuditOutcome.Denied, LoraErrorCodes.PermissionDenied)
            : ValueTask.CompletedTask;

    /// <summary>Records one event. Never throws: what was done stays done, and a sink that fails takes no event away from the others.</summary>
    public async ValueTask RecordAsync(
        LoraWorkspaceId workspace, string? userId, LoraAuditAction action, LoraId? loraId, string? loraName, LoraAuditOutcome outcome, string? code)
    {
        var now = time.GetUtcNow().ToUniversalTime();
        var auditEvent = new LoraAuditEvent
        {
            Id = Guid.CreateVersion7(now),
            Time = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)),
            Workspace = workspace,
            UserId = Printable(userId),
            Action = action,
            LoraId = loraId,
            LoraName = Printable(loraName),
            Outcome = outcome,
            Code = Printable(code),
        };
        foreach (var sink in _sinks)
        {
            try
            {
                await sink.WriteAsync(auditEvent, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                log.SinkFailed(sink.GetType().Name, auditEvent, exception);
            }
        }
    }

    /// <summary>No text of a user may break a line of the log or be refused by the database.</summary>
    private static string? Printable(string? text) => text is null ? null : LoraText.ToPrintable(text, MaxText);
}
