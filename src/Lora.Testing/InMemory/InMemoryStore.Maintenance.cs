using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <content>Lists and changes across workspaces, for background maintenance and administrators.</content>
internal sealed partial class InMemoryStore
{
    private const int MaxKeys = 1000;

    public Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraUpload>>(
            () => [.. _uploads.Values.Where(upload => upload.ExpiresAt <= now).OrderBy(static upload => upload.ExpiresAt).ThenBy(static upload => upload.Id.Value).Take(take)],
            cancellationToken);
    }

    public Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraRecord>>(
            () => [.. _records.Values.Where(record => record.State == LoraState.Deleting && record.StateChangedAt <= changedBefore)
                .OrderBy(static record => record.StateChangedAt).ThenBy(static record => record.Id.Value).Take(take)],
            cancellationToken);
    }

    public Task<IReadOnlyList<LoraRecord>> ListUnanalyzedAsync(LoraId? after, int take, CancellationToken cancellationToken = default) =>
        ListByIdAsync(static record => record.State == LoraState.Ready && !IsAnalyzed(record.Facts), after, take, cancellationToken);

    public Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraRecord? after, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraRecord>>(() => [.. After(after?.Workspace, after?.Id).Where(static record => record.State == LoraState.Ready).Take(take)], cancellationToken);
    }

    public Task<IReadOnlyList<LoraFileReference>> ListFilesAsync(LoraWorkspaceId? workspace, LoraFileReference? after, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraFileReference>>(
            () => [.. After(after?.Workspace, after?.Id).Where(record => workspace is null || record.Workspace == workspace).Take(take).Select(static record => new LoraFileReference(
                record.Workspace, record.Id, record.Name, record.StorageKey, record.Size, record.State))],
            cancellationToken);
    }

    private IEnumerable<LoraRecord> After(LoraWorkspaceId? workspace, LoraId? id) => _records.Values
        .OrderBy(static record => record.Workspace.Value, StringComparer.Ordinal).ThenBy(static record => record.Id.Value)
        .Where(record => workspace is not { } last
            || string.CompareOrdinal(record.Workspace.Value, last.Value) > 0
            || (record.Workspace == last && record.Id.Value.CompareTo(id!.Value.Value) > 0));

    public Task<IReadOnlyList<LoraReferencedKey>> FindReferencedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storageKeys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(storageKeys.Count, MaxKeys, nameof(storageKeys));
        return RunAsync<IReadOnlyList<LoraReferencedKey>>(
            () =>
            {
                var recorded = _records.Values.Select(static record => record.StorageKey).ToHashSet(StringComparer.Ordinal);
                var uploaded = _uploads.Values.ToLookup(static upload => upload.StorageKey, static upload => upload.MultipartId, StringComparer.Ordinal);
                return [.. storageKeys.Distinct(StringComparer.Ordinal).Where(key => recorded.Contains(key) || uploaded.Contains(key))
                    .Select(key => new LoraReferencedKey(key, recorded.Contains(key), uploaded.Contains(key), uploaded[key].FirstOrDefault()))];
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, LoraWorkspaceId>> FindWorkspacesAsync(IReadOnlyCollection<string> segments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments.Count, MaxKeys, nameof(segments));
        return RunAsync<IReadOnlyDictionary<string, LoraWorkspaceId>>(
            () =>
            {
                var known = _records.Values.Select(static record => record.Workspace).Concat(_uploads.Values.Select(static upload => upload.Workspace)).Distinct();
                var wanted = segments.ToHashSet(StringComparer.Ordinal);
                return known.Select(static workspace => (Segment: workspace.ToKeySegment(), Workspace: workspace)).Where(pair => wanted.Contains(pair.Segment))
                    .ToDictionary(static pair => pair.Segment, static pair => pair.Workspace, StringComparer.Ordinal);
            },
            cancellationToken);
    }

    public Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            var uploads = Uploads(from).ToList();
            var records = Records(from).ToList();
            var keys = Uploads(to).Select(static upload => upload.ClientKey).OfType<string>().ToHashSet(StringComparer.Ordinal);
            if (from != to && uploads.Exists(upload => upload.ClientKey is { } key && keys.Contains(key)))
            {
                throw new InvalidOperationException("Both workspaces have an upload with the same client key.");
            }

            uploads.ForEach(upload => _uploads[upload.Id] = upload with { Workspace = to });
            records.ForEach(record => _records[record.Id] = record with { Workspace = to });
            MoveEvents(from, to);
            return records.Count;
        },
        cancellationToken);

    private static bool IsAnalyzed(LoraFacts facts) =>
        facts is { Inspection: not null, Hashes.Sha256: not null, Fingerprint: not null } and not { HasThumbnail: true, IsThumbnailStored: false };

    private Task<IReadOnlyList<LoraRecord>> ListByIdAsync(Func<LoraRecord, bool> filter, LoraId? after, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraRecord>>(
            () => [.. _records.Values.Where(filter).Where(record => after is not { } id || record.Id.Value > id.Value).OrderBy(static record => record.Id.Value).Take(take)],
            cancellationToken);
    }
}
