using Microsoft.Extensions.Logging;

namespace Lora.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(EventId = 1501, Message = "{Action} {Outcome} {Code}: LoRA {LoraId} “{LoraName}” in workspace {Workspace} by user {UserId} at {Time} (event {Id})")]
    public static partial void Audited(
        this ILogger log,
        LogLevel level,
        Guid id,
        DateTimeOffset time,
        LoraWorkspaceId workspace,
        string? userId,
        LoraAuditAction action,
        LoraId? loraId,
        string? loraName,
        LoraAuditOutcome outcome,
        string? code);

    [LoggerMessage(1502, LogLevel.Error, "{Sink} could not write the audit event {Event}")]
    public static partial void SinkFailed(this ILogger log, string sink, LoraAuditEvent @event, Exception exception);
}
