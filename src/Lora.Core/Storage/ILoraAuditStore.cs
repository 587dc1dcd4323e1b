namespace Lora.Storage;

/// <summary>
/// Persists audit events. The database stores of the toolkit implement it; a custom store (<see cref="LoraBuilder.UseStore"/>) implements it to support
/// <see cref="LoraBuilder.UseDatabaseAudit"/>. Implementations must be safe for concurrent use from many threads and servers.
/// </summary>
public interface ILoraAuditStore
{
    /// <summary>Adds an event. Does nothing if the event is already stored.</summary>
    Task AddAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of the workspace's events, newest first; events of the same millisecond by id.</summary>
    /// <exception cref="ArgumentException">The query's cursor was not made by this method.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="LoraAuditQuery.Take"/> is not 1 to <see cref="LoraAuditQuery.MaxTake"/>.</exception>
    Task<LoraPage<LoraAuditEvent>> ListAsync(LoraWorkspaceId workspace, LoraAuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Deletes the oldest events of all workspaces that are older than <paramref name="time"/>, at most <paramref name="batch"/> of them.</summary>
    /// <returns>The number of deleted events.</returns>
    Task<int> DeleteBeforeAsync(DateTimeOffset time, int batch, CancellationToken cancellationToken = default);
}
