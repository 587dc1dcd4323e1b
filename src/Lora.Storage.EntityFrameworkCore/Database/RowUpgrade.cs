using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>
/// Fills the columns of records that a version without them has written, and counts these records. Each batch is a transaction, so an interrupted upgrade continues where it ended, and
/// several servers can run it at the same time.
/// </summary>
internal static class RowUpgrade
{
    private const int Batch = 500;
    private const int BatchesPerReport = 20;

    /// <summary>Upgrades all rows.</summary>
    /// <param name="context">The context.</param>
    /// <param name="index">The full-text index; <see langword="null"/> if the database has none.</param>
    /// <param name="report">Receives the progress; <see langword="null"/> if nobody is interested.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. The current batch is rolled back.</param>
    public static async Task RunAsync(DbContext context, TextIndex? index, UpgradeReport? report, CancellationToken cancellationToken)
    {
        var (done, total, last) = (0L, 0L, Guid.Empty);
        while (true)
        {
            // All of them need an analysis by the database's default, and that has an index.
            var rows = await context.Set<LoraRecordRow>().AsNoTracking().Where(row => row.NeedsAnalysis && row.Card == null && row.Id > last)
                .OrderBy(static row => row.Id).Take(Batch).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                if (done > 0)
                {
                    report?.Invoke(done, total);
                }

                return;
            }

            if (report is not null && done == 0)
            {
                total = rows.Count < Batch ? rows.Count : await context.Set<LoraRecordRow>().LongCountAsync(static row => row.NeedsAnalysis && row.Card == null, cancellationToken).ConfigureAwait(false);
            }

            await context.Database.CreateExecutionStrategy().ExecuteAsync(token => UpgradeAsync(context, index, rows, token), cancellationToken).ConfigureAwait(false);
            last = rows[^1].Id;
            done += rows.Count;
            if (done % (Batch * BatchesPerReport) == 0)
            {
                report?.Invoke(done, total);
            }
        }
    }

    private static async Task UpgradeAsync(DbContext context, TextIndex? index, List<LoraRecordRow> rows, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var changes = new List<UsageRow>();
            foreach (var row in rows.Select(static row => LoraRecordRow.From(row.ToRecord())))
            {
                // A row that was changed or upgraded since is left to the one who did so.
                var written = await context.Set<LoraRecordRow>().Where(old => old.WorkspaceKey == row.WorkspaceKey && old.Id == row.Id && old.Stamp == row.Stamp && old.Card == null)
                    .ExecuteUpdateAsync(change => RecordSetters.Set(change, row, index), cancellationToken).ConfigureAwait(false);
                if (written == 0)
                {
                    continue;
                }

                changes.Add(RecordUsage.Of(row).Change(row.WorkspaceKey, 1));
                if (index is not null)
                {
                    await index.SaveAsync(context, row.WorkspaceKey, row.Id, row.SearchText, cancellationToken).ConfigureAwait(false);
                }
            }

            await UsageTable.AddAsync(context, changes, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
