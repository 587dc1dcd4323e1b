using System.Collections.Concurrent;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Changes the usage rows, and logs the change, within the transaction that changes the records.</summary>
internal static class UsageTable
{
    // The number of parameters of a command is limited.
    private const int Batch = 200;

    private static readonly ConcurrentDictionary<IModel, string> Statements = new();

    /// <summary>
    /// Adds counts and sizes, and a row to the change log. The rows are changed in the order of their keys, so that two transactions cannot deadlock.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="changes">The changes of usage rows.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <param name="logged">The row of the change log; <see langword="null"/> if there is none.</param>
    /// <param name="signal">A statement to execute with it.</param>
    public static async Task AddAsync(
        DbContext context, IEnumerable<UsageRow> changes, CancellationToken cancellationToken, ChangeRow? logged = null, string? signal = null)
    {
        var sums = changes.GroupBy(static change => (change.WorkspaceKey, change.State, change.FilterKey))
            .Select(static same => (Row: same.First(), Count: same.Sum(static change => change.Count), Bytes: same.Sum(static change => change.Bytes)))
            .Where(static sum => sum.Count != 0 || sum.Bytes != 0)
            .OrderBy(static sum => sum.Row.WorkspaceKey, StringComparer.Ordinal).ThenBy(static sum => sum.Row.State).ThenBy(static sum => sum.Row.FilterKey);
        if (HasUpsert(context))
        {
            var upsert = Statements.GetOrAdd(context.Model, static (_, current) => Upsert(current), context);
            var batch = new StatementBatch();
            foreach (var (row, count, bytes) in sums)
            {
                batch.Add(upsert, [row.WorkspaceKey, (int)row.State, row.FilterKey, row.FamilyKeys, (int)row.Role, count, bytes]);
                if (batch.Count == Batch)
                {
                    await batch.ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
                }
            }

            if (logged is not null)
            {
                batch.Add(
                    ChangeLogSql.For(context).Insert,
                    [logged.WorkspaceKey, logged.Workspace, logged.LoraId, (int)logged.Kind, logged.Origin, UtcMillisecondsConverter.ToUtc(logged.ChangedAt)]);
                batch.Add(signal, []);
            }

            await batch.ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var (row, count, bytes) in sums)
        {
            await AddAsync(context, row, count, bytes, cancellationToken).ConfigureAwait(false);
        }

        if (logged is not null)
        {
            context.Add(logged);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AddAsync(DbContext context, UsageRow row, long count, long bytes, CancellationToken cancellationToken)
    {
        var changed = await context.Set<UsageRow>().Where(old => old.WorkspaceKey == row.WorkspaceKey && old.State == row.State && old.FilterKey == row.FilterKey)
            .ExecuteUpdateAsync(change => change.SetProperty(static old => old.Count, old => old.Count + count).SetProperty(static old => old.Bytes, old => old.Bytes + bytes), cancellationToken)
            .ConfigureAwait(false);
        if (changed == 0)
        {
            // If another transaction adds the same row, this one fails and its caller repeats it.
            context.Add(new UsageRow { WorkspaceKey = row.WorkspaceKey, State = row.State, FilterKey = row.FilterKey, FamilyKeys = row.FamilyKeys, Role = row.Role, Count = count, Bytes = bytes });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Both have the same syntax.
    private static bool HasUpsert(DbContext context) =>
        context.Database.ProviderName is "Microsoft.EntityFrameworkCore.Sqlite" or "Npgsql.EntityFrameworkCore.PostgreSQL";

    private static string Upsert(DbContext context)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var entity = context.Model.FindEntityType(typeof(UsageRow))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        string Column(string property) => sql.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(table)!);
        var key = $"{Column(nameof(UsageRow.WorkspaceKey))}, {Column(nameof(UsageRow.State))}, {Column(nameof(UsageRow.FilterKey))}";
        var (count, bytes) = (Column(nameof(UsageRow.Count)), Column(nameof(UsageRow.Bytes)));
        return $"""
            INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} AS u ({key}, {Column(nameof(UsageRow.FamilyKeys))}, {Column(nameof(UsageRow.Role))}, {count}, {bytes})
            VALUES {StatementBatch.Values}
            ON CONFLICT ({key}) DO UPDATE SET {count} = u.{count} + excluded.{count}, {bytes} = u.{bytes} + excluded.{bytes}
            """;
    }
}
