using System.Data;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Operations on a whole workspace.</content>
internal sealed partial class EntityFrameworkStore
{
    public Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default) => database.RunAsync(
        context => context.Database.CreateExecutionStrategy().ExecuteAsync(token => MoveAsync(context, from, to, token), cancellationToken),
        cancellationToken);

    private async Task<int> MoveAsync(DbContext context, LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken)
    {
        var (old, key, name) = (LoraStorageKey.Segment(from), LoraStorageKey.Segment(to), to.Value);
        if (from == to)
        {
            return await Records(context, from).CountAsync(cancellationToken).ConfigureAwait(false);
        }

        // Records and usage rows are read as of the same moment. A concurrent change of a row that moves makes the transaction fail, and it is repeated.
        context.ChangeTracker.Clear();
        var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await MoveUploadsAsync(context, from, to, cancellationToken).ConfigureAwait(false);
            await context.Set<AuditEventRow>().Where(row => row.WorkspaceKey == old)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key).SetProperty(static row => row.Workspace, name), cancellationToken).ConfigureAwait(false);
            await context.Set<ThumbnailRow>().Where(row => row.WorkspaceKey == old)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key), cancellationToken).ConfigureAwait(false);
            var texts = await Records(context, from).Select(static row => new { row.Id, row.SearchText }).ToListAsync(cancellationToken).ConfigureAwait(false);
            await Records(context, from)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key).SetProperty(static row => row.Workspace, name), cancellationToken).ConfigureAwait(false);
            foreach (var text in texts)
            {
                await IndexAgainAsync(context, key, text.Id, text.SearchText, cancellationToken).ConfigureAwait(false);
            }

            var usage = await context.Set<UsageRow>().AsNoTracking().Where(row => row.WorkspaceKey == old).ToListAsync(cancellationToken).ConfigureAwait(false);
            await UsageTable.AddAsync(context, usage.SelectMany(row => new[] { row.Times(-1, old), row.Times(1, key) }), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return texts.Count;
        }
    }

    /// <summary>The digests of parts refer to the workspace and the id of their session, so both are inserted again.</summary>
    private static async Task MoveUploadsAsync(DbContext context, LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken)
    {
        var (old, key) = (LoraStorageKey.Segment(from), LoraStorageKey.Segment(to));
        var uploads = await Uploads(context, from).AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        var digests = await context.Set<PartDigestRow>().AsNoTracking().Where(row => row.WorkspaceKey == old).ToListAsync(cancellationToken).ConfigureAwait(false);
        await Uploads(context, from).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.AddRange(uploads.Select(upload => LoraUploadRow.From(upload.ToUpload() with { Workspace = to })));
        context.AddRange(digests.Select(digest => new PartDigestRow { WorkspaceKey = key, UploadId = digest.UploadId, Number = digest.Number, Sha256 = digest.Sha256 }));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task IndexAgainAsync(DbContext context, string workspaceKey, Guid id, string text, CancellationToken cancellationToken)
    {
        if (index is { IsColumn: true })
        {
            var grams = NGrams.Of(workspaceKey, text);
            await context.Set<LoraRecordRow>().Where(row => row.WorkspaceKey == workspaceKey && row.Id == id)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.Grams, grams), cancellationToken).ConfigureAwait(false);
        }
        else if (index is not null)
        {
            await index.SaveAsync(context, workspaceKey, id, text, cancellationToken).ConfigureAwait(false);
        }
    }
}
