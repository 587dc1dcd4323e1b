using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.EntityFrameworkCore.Queries;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Audit events.</content>
internal sealed partial class EntityFrameworkStore
{
    public Task AddAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return database.ChangeAsync(
            (context, token) => Insertion.InsertAsync(
                context,
                () => AddAsync(context, AuditEventRow.From(auditEvent), token),
                async again => await HasAuditEventAsync(context, auditEvent, again).ConfigureAwait(false) ? InsertConflict.Itself : InsertConflict.None,
                token),
            (context, token) => HasAuditEventAsync(context, auditEvent, token),
            cancellationToken);
    }

    public async Task<LoraPage<LoraAuditEvent>> ListAsync(LoraWorkspaceId workspace, LoraAuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LoraAuditQuery.MaxTake, nameof(query));
        var take = query.Take;
        var cursor = AuditCursor.Read(query.After);
        var rows = await database.RunAsync(
            context => AuditEvents(context, workspace, query).After(cursor)
                .OrderByDescending(static row => row.Time).ThenByDescending(static row => row.Id).Take(take + 1).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return new LoraPage<LoraAuditEvent>(
            [.. rows.Take(take).Select(static row => row.ToEvent())], rows.Count > take ? new AuditCursor(rows[take - 1].Time, rows[take - 1].Id).ToString() : null);
    }

    public Task<int> DeleteBeforeAsync(DateTimeOffset time, int batch, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        return database.RunAsync(
            context => context.Set<AuditEventRow>().Where(row => row.Time < time).OrderBy(static row => row.Time).Take(batch).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }

    private static IQueryable<AuditEventRow> AuditEvents(DbContext context, LoraWorkspaceId workspace, LoraAuditQuery query)
    {
        var key = LoraStorageKey.Segment(workspace);
        var rows = context.Set<AuditEventRow>().AsNoTracking().Where(row => row.WorkspaceKey == key);
        if (query.LoraId is { Value: var id })
        {
            rows = rows.Where(row => row.LoraId == id);
        }

        if (query.UserId is { } user)
        {
            var userKey = Digest.Of(user);
            rows = rows.Where(row => row.UserKey == userKey);
        }

        return rows;
    }

    private static Task<bool> HasAuditEventAsync(DbContext context, LoraAuditEvent auditEvent, CancellationToken cancellationToken)
    {
        var key = LoraStorageKey.Segment(auditEvent.Workspace);
        return context.Set<AuditEventRow>().AnyAsync(row => row.WorkspaceKey == key && row.Id == auditEvent.Id, cancellationToken);
    }
}
