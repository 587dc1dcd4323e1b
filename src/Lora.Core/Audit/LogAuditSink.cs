using Microsoft.Extensions.Logging;

namespace Lora.Audit;

/// <summary>Logs every audit event in the category <c>Lora.Audit</c>, with each property as a structured field.</summary>
internal sealed class LogAuditSink(ILoggerFactory loggers) : ILoraAuditSink
{
    private readonly ILogger _log = loggers.CreateLogger("Lora.Audit");

    public ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken)
    {
        _log.Audited(
            auditEvent.Outcome == LoraAuditOutcome.Denied ? LogLevel.Warning : LogLevel.Information,
            auditEvent.Id,
            auditEvent.Time,
            auditEvent.Workspace,
            auditEvent.UserId,
            auditEvent.Action,
            auditEvent.LoraId,
            auditEvent.LoraName,
            auditEvent.Outcome,
            auditEvent.Code);
        return ValueTask.CompletedTask;
    }
}
