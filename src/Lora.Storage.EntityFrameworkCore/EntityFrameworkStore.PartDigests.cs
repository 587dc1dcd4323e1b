using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>The declared digests of parts.</content>
internal sealed partial class EntityFrameworkStore
{
    private const int DigestAttempts = 5;

    public Task SavePartDigestsAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        SaveAsync(workspace, id, digests, replaces: true, cancellationToken);

    public Task<bool> TrySavePartDigestsAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        SaveAsync(workspace, id, digests, replaces: false, cancellationToken);

    private async Task<bool> SaveAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, bool replaces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(digests);

        // Ordered by number, so that two calls for the same parts cannot deadlock.
        var wanted = new SortedDictionary<int, string?>();
        foreach (var (number, sha256) in digests)
        {
            wanted[number] = sha256;
        }

        return await database.RunAsync(
            async context =>
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await SaveAsync(context, workspace, id, wanted, replaces, cancellationToken).ConfigureAwait(false);
                    }
                    catch (DbUpdateException) when (attempt < DigestAttempts)
                    {
                        // Another call has stored one of these parts, or the session was removed. The next attempt shows which.
                        context.ChangeTracker.Clear();
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<LoraPartDigest>> ListPartDigestsAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        await database.RunAsync(
            context => Upload(context, workspace, id)
                .Join(Digests(context, workspace, id), static upload => upload.Id, static digest => digest.UploadId, static (_, digest) => digest)
                .OrderBy(static digest => digest.Number)
                .Select(static digest => new LoraPartDigest(digest.Number, digest.Sha256))
                .ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);

    private static async Task<bool> SaveAsync(
        DbContext context, LoraWorkspaceId workspace, LoraId id, SortedDictionary<int, string?> wanted, bool replaces, CancellationToken cancellationToken)
    {
        int[] numbers = [.. wanted.Keys];
        var known = await Upload(context, workspace, id)
            .LeftJoin(
                Digests(context, workspace, id).Where(row => EF.Parameter(numbers).Contains(row.Number)),
                static upload => upload.Id,
                static digest => digest.UploadId,
                static (_, digest) => new { Number = digest == null ? 0 : digest.Number, Sha256 = digest == null ? null : digest.Sha256 })
            .ToDictionaryAsync(static digest => digest.Number, static digest => digest.Sha256, cancellationToken).ConfigureAwait(false);
        if (known.Count == 0)
        {
            // No row means that the session was removed.
            return true;
        }

        if (!replaces && wanted.Any(part => part.Value is not null && known.GetValueOrDefault(part.Key) is { } old && !string.Equals(old, part.Value, StringComparison.Ordinal)))
        {
            return false;
        }

        foreach (var (number, sha256) in wanted)
        {
            if (!known.TryGetValue(number, out var old))
            {
                if (sha256 is not null)
                {
                    context.Add(new PartDigestRow { WorkspaceKey = LoraStorageKey.Segment(workspace), UploadId = id.Value, Number = number, Sha256 = sha256 });
                }
            }
            else if (!string.Equals(old, sha256, StringComparison.Ordinal))
            {
                await ReplaceAsync(Digests(context, workspace, id).Where(row => row.Number == number), sha256, cancellationToken).ConfigureAwait(false);
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static IQueryable<PartDigestRow> Digests(DbContext context, LoraWorkspaceId workspace, LoraId id)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<PartDigestRow>().Where(row => row.WorkspaceKey == key && row.UploadId == id.Value);
    }

    private static Task<int> ReplaceAsync(IQueryable<PartDigestRow> row, string? sha256, CancellationToken cancellationToken) => sha256 is null
        ? row.ExecuteDeleteAsync(cancellationToken)
        : row.ExecuteUpdateAsync(change => change.SetProperty(static digest => digest.Sha256, sha256), cancellationToken);
}
