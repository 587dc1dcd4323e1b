using Lora.Storage;

namespace Lora.Audit;

/// <summary>Writes audit events to the database.</summary>
internal sealed class StoreAuditSink(ILoraAuditStore store) : ILoraAuditSink
{
    public async ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken) =>
        await store.AddAsync(auditEvent, cancellationToken).ConfigureAwait(false);
}
