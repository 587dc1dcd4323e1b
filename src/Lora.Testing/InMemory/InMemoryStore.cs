using Lora.Inspection;
using Lora.Storage;
using Lora.Testing.Queries;

namespace Lora.Testing.InMemory;

/// <summary>Stores records, upload sessions and audit events in memory. Every call runs under one lock, so that a change is a transaction.</summary>
internal sealed partial class InMemoryStore : ILoraStore, ILoraAuditStore
{
    private const int MaxDuplicates = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<LoraId, LoraRecord> _records = [];
    private readonly Dictionary<LoraId, LoraThumbnail> _thumbnails = [];

    public Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        RunAsync(() => Record(workspace, id), cancellationToken);

    public Task<LoraRecord?> FindByStorageKeyAsync(LoraWorkspaceId workspace, string storageKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storageKey);
        return RunAsync(() => Records(workspace).FirstOrDefault(record => record.StorageKey == storageKey), cancellationToken);
    }

    public Task<LoraRecord?> FindByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clientKey);
        return RunAsync(
            () => Records(workspace).Where(record => record.ClientKey == clientKey)
                .OrderBy(static record => record.State == LoraState.Ready ? 0 : 1).ThenByDescending(static record => record.UploadedAt).ThenByDescending(static record => record.Id.Value)
                .FirstOrDefault(),
            cancellationToken);
    }

    public Task<IReadOnlyList<LoraRecord>> FindDuplicatesAsync(
        LoraWorkspaceId workspace, long size, string? fingerprint, string? sha256, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<LoraRecord>>(
        () => [.. Records(workspace)
            .Where(record => record.State == LoraState.Ready
                && ((fingerprint is not null && record.Size == size && record.Facts.Fingerprint == fingerprint) || (sha256 is not null && record.Facts.Hashes?.Sha256 == sha256)))
            .OrderBy(static record => record.UploadedAt).ThenBy(static record => record.Id.Value).Take(MaxDuplicates)],
        cancellationToken);

    public Task<IReadOnlyList<LoraItem>> FindByPairKeyAsync(LoraWorkspaceId workspace, long pairKey, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraItem>>(
            () => [.. Records(workspace).Where(record => record.State == LoraState.Ready && record.PairKey == pairKey).Take(take).Select(LoraItem.FromRecord)], cancellationToken);
    }

    public Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            var loras = Records(workspace).Where(static record => record.State != LoraState.Deleting).ToList();
            var uploads = Uploads(workspace).Where(static upload => upload.State != LoraUploadState.Aborting).ToList();
            return new LoraUsage(loras.Count, loras.Sum(static record => record.Size), uploads.Count, uploads.Sum(static upload => upload.Size));
        },
        cancellationToken);

    public Task<LoraPage<LoraItem>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default) => RunAsync(
        () => QueryRunner.Run(Records(workspace).Where(static record => record.State != LoraState.Deleting).Select(CandidateOf), query), cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default) =>
        RunAsync<IReadOnlyDictionary<string, int>>(
            () => Records(workspace).Where(static record => record.State != LoraState.Deleting).SelectMany(static record => record.Facts.Families())
                .CountBy(static family => family, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            cancellationToken);

    public Task<LoraThumbnail?> FindThumbnailAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        RunAsync(() => Record(workspace, id) is { State: LoraState.Ready } ? _thumbnails.GetValueOrDefault(id) : null, cancellationToken);

    public Task<bool> TryAddAsync(LoraRecord record, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return RunAsync(
            () =>
            {
                if (_uploads.Values.Any(upload => upload.StorageKey == record.StorageKey) || _records.Values.Any(other => other.StorageKey == record.StorageKey))
                {
                    return false;
                }

                Insert(record, thumbnail);
                return true;
            },
            cancellationToken);
    }

    public Task<bool> TryUpdateAsync(LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        RunAsync(() => Update(record, expectedStamp), cancellationToken);

    public Task<bool> TryUpdateWithThumbnailAsync(LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            if (!Update(record, expectedStamp))
            {
                return false;
            }

            SetThumbnail(record.Id, thumbnail);
            return true;
        },
        cancellationToken);

    public Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            if (Record(workspace, id)?.Stamp != expectedStamp)
            {
                return false;
            }

            _thumbnails.Remove(id);
            return _records.Remove(id);
        },
        cancellationToken);

    public Task MarkUsedAsync(LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, DateTimeOffset usedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return RunAsync(
            () =>
            {
                var time = StoredTime.Of(usedAt);
                foreach (var record in ids.Distinct().Select(id => Record(workspace, id)).OfType<LoraRecord>().Where(static record => record.State == LoraState.Ready))
                {
                    _records[record.Id] = record with { UseCount = record.UseCount + 1, LastUsedAt = record.LastUsedAt >= time ? record.LastUsedAt : time };
                }

                return true;
            },
            cancellationToken);
    }

    private static Candidate<LoraItem> CandidateOf(LoraRecord record) => new(
        LoraItem.FromRecord(record), record.Id, SearchText.Fold(record.Name),
        [SearchText.Fold(record.FileName), .. (record.Facts.Inspection?.Metadata.TriggerWords ?? []).Select(SearchText.Fold)], record.Size, record.UploadedAt, record.LastUsedAt,
        record.Facts.Families(), record.Facts.Role(), record.State == LoraState.Missing);

    /// <summary>Runs an action as a transaction. Exceptions are returned in the task, like those of a database.</summary>
    private async Task<T> RunAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        lock (_lock)
        {
            return action();
        }
    }

    private LoraRecord? Record(LoraWorkspaceId workspace, LoraId id)
    {
        Demand(workspace);
        return _records.GetValueOrDefault(id) is { } record && record.Workspace == workspace ? record : null;
    }

    private IEnumerable<LoraRecord> Records(LoraWorkspaceId workspace)
    {
        Demand(workspace);
        return _records.Values.Where(record => record.Workspace == workspace);
    }

    private bool Update(LoraRecord record, Guid expectedStamp)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (Record(record.Workspace, record.Id) is not { } old || old.Stamp != expectedStamp)
        {
            return false;
        }

        _records[record.Id] = old with
        {
            Name = record.Name,
            Facts = record.Facts,
            ClientKey = record.ClientKey,
            State = record.State,
            StateChangedAt = StoredTime.Of(record.StateChangedAt),
            Stamp = record.Stamp,
        };
        return true;
    }

    private void Insert(LoraRecord record, LoraThumbnail? thumbnail)
    {
        Demand(record.Workspace);
        if (_records.Values.Any(other => other.Id == record.Id || other.StorageKey == record.StorageKey))
        {
            throw new InvalidOperationException($"A record with the id {record.Id} or the storage key {record.StorageKey} exists.");
        }

        _records.Add(record.Id, record with
        {
            UploadedAt = StoredTime.Of(record.UploadedAt),
            LastUsedAt = StoredTime.Of(record.LastUsedAt),
            StateChangedAt = StoredTime.Of(record.StateChangedAt),
        });
        SetThumbnail(record.Id, thumbnail);
    }

    private void SetThumbnail(LoraId id, LoraThumbnail? thumbnail)
    {
        _thumbnails.Remove(id);
        if (thumbnail is not null)
        {
            _thumbnails.Add(id, thumbnail);
        }
    }

    /// <summary>Throws if the workspace is the <see langword="default"/> value.</summary>
    private static void Demand(LoraWorkspaceId workspace) => _ = workspace.Value;
}
