using Lora.Testing.Queries;

namespace Lora.Testing.InMemory;

/// <content>Audit events.</content>
internal sealed partial class InMemoryStore
{
    // Differs from every LoraSort, so that a list does not accept the cursor of another.
    private const byte AuditKind = byte.MaxValue;

    private readonly Dictionary<Guid, LoraAuditEvent> _events = [];

    public Task AddAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return RunAsync(() => _events.TryAdd(auditEvent.Id, auditEvent with { Time = StoredTime.Of(auditEvent.Time) }), cancellationToken);
    }

    public Task<LoraPage<LoraAuditEvent>> ListAsync(LoraWorkspaceId workspace, LoraAuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LoraAuditQuery.MaxTake, nameof(query));
        return RunAsync(
            () =>
            {
                Demand(workspace);
                var cursor = CursorText.Read(query.After, AuditKind);
                var rest = _events.Values
                    .Where(item => item.Workspace == workspace && (query.LoraId is null || item.LoraId == query.LoraId) && (query.UserId is null || item.UserId == query.UserId))
                    .Where(item => cursor is null || (item.Time.UtcTicks, item.Id).CompareTo((cursor.Number, cursor.Id)) < 0)
                    .OrderByDescending(static item => item.Time).ThenByDescending(static item => item.Id).Take(query.Take + 1).ToList();
                var page = rest.Take(query.Take).ToList();
                return new LoraPage<LoraAuditEvent>(page, rest.Count > page.Count ? new CursorText(AuditKind, page[^1].Time.UtcTicks, page[^1].Id, "").ToString() : null);
            },
            cancellationToken);
    }

    public Task<int> DeleteBeforeAsync(DateTimeOffset time, int batch, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        return RunAsync(
            () =>
            {
                var old = _events.Values.Where(item => item.Time < time).OrderBy(static item => item.Time).Take(batch).ToList();
                old.ForEach(item => _events.Remove(item.Id));
                return old.Count;
            },
            cancellationToken);
    }

    private void MoveEvents(LoraWorkspaceId from, LoraWorkspaceId to)
    {
        foreach (var item in _events.Values.Where(item => item.Workspace == from).ToList())
        {
            _events[item.Id] = item with { Workspace = to };
        }
    }
}
