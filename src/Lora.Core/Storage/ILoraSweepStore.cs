namespace Lora.Storage;

/// <summary>What the sweeper needs to see across workspaces. Nothing that answers a user may ask for this.</summary>
public interface ILoraSweepStore
{
    /// <summary>Upload sessions of any workspace whose expiry is at or before <paramref name="now"/>, longest overdue first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>Records of any workspace that are <see cref="LoraState.Deleting"/> since <paramref name="changedBefore"/> or earlier, oldest first.</summary>
    Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ready records of any workspace that were never inspected, have no hashes or no fingerprint, or were last written by a version that did not store thumbnails,
    /// by id, beginning after <paramref name="after"/>. Any update of a record without a thumbnail (<see cref="LoraFacts.HasThumbnail"/>) takes it off the last group.
    /// </summary>
    Task<IReadOnlyList<LoraRecord>> ListUnexaminedAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Ready records of any workspace, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Records of any workspace, whatever their state, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListAllAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Which of these storage keys rows of any workspace name.</summary>
    /// <param name="storageKeys">At most 1,000 keys.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<LoraNamedKey>> FindNamedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default);

    /// <summary>Which workspaces stand behind these parts of storage keys (<see cref="Storage.LoraStorageKey.Segment"/>), as far as rows tell.</summary>
    /// <param name="segments">At most 1,000 of them.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyDictionary<string, LoraWorkspaceId>> FindWorkspacesAsync(IReadOnlyCollection<string> segments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves every record, upload session and audit event of a workspace to another one, in one transaction. Storage keys stay. For administrators, when the ids of
    /// workspaces change.
    /// </summary>
    /// <param name="from">The workspace to empty.</param>
    /// <param name="to">The workspace that receives them; it may have LoRAs already.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>How many records were moved.</returns>
    Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default);

    /// <summary>Keeps that something in storage was seen that no row names.</summary>
    /// <param name="storageKey">Its key.</param>
    /// <param name="multipartId">The multipart upload, if it is one.</param>
    /// <param name="now">The run's time (UTC, whole milliseconds). Seeing it twice at the same time counts once.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<LoraSighting> SightAsync(string storageKey, string? multipartId, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Forgets what was not seen since: it is gone from storage, or a row names it by now.</summary>
    Task ForgetSightingsAsync(DateTimeOffset lastSeenBefore, CancellationToken cancellationToken = default);
}
