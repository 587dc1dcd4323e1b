using Lora.Storage;
using Lora.Validation;
using Microsoft.Extensions.Logging;

namespace Lora.Audit;

/// <summary>Creates audit events and passes them to every sink.</summary>
/// <param name="sinks">The sinks.</param>
/// <param name="store">The store for audit events; <see langword="null"/> if the host does not use database auditing.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Logs events that a sink could not write.</param>
internal sealed class AuditTrail(IEnumerable<ILoraAuditSink> sinks, ILoraAuditStore? store, TimeProvider time, ILogger log)
{
    private const int MaxText = 255;

    private readonly ILoraAuditSink[] _sinks = [.. sinks];
    private readonly DenialLimiter _denials = new(time);

    /// <summary>Gets the store for audit events; <see langword="null"/> if the host does not use database auditing.</summary>
    public ILoraAuditStore? Store => store;

    /// <summary>Records that a user was not allowed to change something. Repeated attempts of one user are recorded up to a limit.</summary>
    public ValueTask RecordDenialAsync(LoraWorkspaceId workspace, string? userId, LoraAuditAction action, LoraId? loraId) =>
        _denials.TryCount(workspace, userId)
            ? RecordAsync(workspace, userId, action, loraId, loraName: null, LoraAuditOutcome.Denied, LoraErrorCodes.PermissionDenied)
            : ValueTask.CompletedTask;

    /// <summary>Records one event. Never throws: the change stays in effect, and the failure of one sink does not affect the others.</summary>
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

    /// <summary>Replaces characters that could break a log line or that the database would reject.</summary>
    private static string? Printable(string? text) => text is null ? null : LoraText.ToPrintable(text, MaxText);
}
