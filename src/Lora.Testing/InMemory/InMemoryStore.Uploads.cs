using Lora.Inspection;
using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <content>Upload sessions and the declared digests of their parts.</content>
internal sealed partial class InMemoryStore
{
    private readonly Dictionary<LoraId, LoraUpload> _uploads = [];
    private readonly Dictionary<LoraId, SortedDictionary<int, string>> _digests = [];

    public Task<bool> TryAddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return RunAsync(
            () =>
            {
                if (upload.ClientKey is { } key && Uploads(upload.Workspace).Any(other => other.ClientKey == key))
                {
                    return false;
                }

                if (!_uploads.TryAdd(upload.Id, upload with { CreatedAt = StoredTime.Of(upload.CreatedAt), ExpiresAt = StoredTime.Of(upload.ExpiresAt) }))
                {
                    throw new InvalidOperationException($"An upload with the id {upload.Id} exists.");
                }

                return true;
            },
            cancellationToken);
    }

    public Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        RunAsync(() => Upload(workspace, id), cancellationToken);

    public Task<LoraUpload?> FindUploadByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clientKey);
        return RunAsync(() => Uploads(workspace).FirstOrDefault(upload => upload.ClientKey == clientKey), cancellationToken);
    }

    public Task<IReadOnlyList<LoraUpload>> ListUploadsAsync(LoraWorkspaceId workspace, string? owner, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return RunAsync<IReadOnlyList<LoraUpload>>(
            () => [.. Uploads(workspace).Where(upload => upload.Owner == owner && upload.State != LoraUploadState.Aborting)
                .OrderByDescending(static upload => upload.CreatedAt).ThenByDescending(static upload => upload.Id.Value).Take(take)],
            cancellationToken);
    }

    public Task SavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        SaveDigestsAsync(workspace, id, digests, replaces: true, cancellationToken);

    public Task<bool> TrySavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        SaveDigestsAsync(workspace, id, digests, replaces: false, cancellationToken);

    public Task<IReadOnlyList<LoraPartDigest>> ListPartDigestsAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        RunAsync<IReadOnlyList<LoraPartDigest>>(
            () => Upload(workspace, id) is not null && _digests.TryGetValue(id, out var saved) ? [.. saved.Select(static part => new LoraPartDigest(part.Key, part.Value))] : [],
            cancellationToken);

    public Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return RunAsync(
            () =>
            {
                if (Upload(upload.Workspace, upload.Id) is not { } old || old.Stamp != expectedStamp)
                {
                    return false;
                }

                _uploads[upload.Id] = old with
                {
                    State = upload.State,
                    ClientKey = upload.ClientKey,
                    MultipartId = upload.MultipartId,
                    ExpiresAt = StoredTime.Of(upload.ExpiresAt),
                    Stamp = upload.Stamp,
                };
                return true;
            },
            cancellationToken);
    }

    public Task ExtendUploadAsync(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            var time = StoredTime.Of(expiresAt);
            if (Upload(workspace, id) is { State: LoraUploadState.Open or LoraUploadState.Completing } upload && upload.ExpiresAt < time)
            {
                _uploads[id] = upload with { ExpiresAt = time };
            }

            return true;
        },
        cancellationToken);

    public Task<bool> TryRemoveUploadAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        RunAsync(() => Upload(workspace, id)?.Stamp == expectedStamp && RemoveUpload(id), cancellationToken);

    public Task<bool> TryPromoteAsync(LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return RunAsync(
            () =>
            {
                if (Upload(record.Workspace, record.Id)?.Stamp != expectedUploadStamp)
                {
                    return false;
                }

                Insert(record, thumbnail);
                return RemoveUpload(record.Id);
            },
            cancellationToken);
    }

    private LoraUpload? Upload(LoraWorkspaceId workspace, LoraId id)
    {
        Demand(workspace);
        return _uploads.GetValueOrDefault(id) is { } upload && upload.Workspace == workspace ? upload : null;
    }

    private IEnumerable<LoraUpload> Uploads(LoraWorkspaceId workspace)
    {
        Demand(workspace);
        return _uploads.Values.Where(upload => upload.Workspace == workspace);
    }

    private bool RemoveUpload(LoraId id)
    {
        _digests.Remove(id);
        return _uploads.Remove(id);
    }

    private Task<bool> SaveDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, bool replaces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(digests);
        return RunAsync(
            () =>
            {
                if (Upload(workspace, id) is null)
                {
                    return true;
                }

                var saved = _digests.TryGetValue(id, out var known) ? known : _digests[id] = [];
                if (!replaces && digests.Any(part => part.Sha256 is not null && saved.TryGetValue(part.Number, out var old) && old != part.Sha256))
                {
                    return false;
                }

                foreach (var (number, sha256) in digests)
                {
                    saved.Remove(number);
                    if (sha256 is not null)
                    {
                        saved.Add(number, sha256);
                    }
                }

                return true;
            },
            cancellationToken);
    }
}
