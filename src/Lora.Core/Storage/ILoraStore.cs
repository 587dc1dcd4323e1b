using Lora.Inspection;

namespace Lora.Storage;

/// <summary>
/// Persists LoRA records and upload sessions. Methods that serve users take a workspace and see only its rows; those without one serve background maintenance
/// (<see cref="LoraMaintenance"/>). Implementations contain no rules: <see cref="LoraManager"/> does. They are safe to call from many threads and servers.
/// </summary>
/// <remarks>
/// Every <c>Try…</c> method is a compare-and-swap: it changes the row only if its stamp is still the expected one, and says whether it did.
/// When the database cannot be reached, implementations throw <see cref="Storage.LoraStorageException"/> with
/// <see cref="LoraErrorCodes.DatabaseUnavailable"/>.
/// </remarks>
public interface ILoraStore
{
    /// <summary>Finds a record by id, whatever its state; <see langword="null"/> if this workspace has none.</summary>
    Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Finds a record by the exact storage key, whatever its state; <see langword="null"/> if this workspace has none.</summary>
    Task<LoraRecord?> FindByStorageKeyAsync(LoraWorkspaceId workspace, string storageKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the record whose upload the client called so: the one that is <see cref="LoraState.Ready"/> before any other; <see langword="null"/> if this workspace has none.
    /// </summary>
    Task<LoraRecord?> FindByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds ready records of the workspace with the same size and fingerprint (<see cref="LoraFacts.Fingerprint"/>), or the same SHA-256, oldest first, at most 20.
    /// What is <see langword="null"/> is not compared.
    /// </summary>
    Task<IReadOnlyList<LoraRecord>> FindDuplicatesAsync(
        LoraWorkspaceId workspace, long size, string? fingerprint, string? sha256, CancellationToken cancellationToken = default);

    /// <summary>The workspace's records, whatever their state, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListAllAsync(LoraWorkspaceId workspace, LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>How much the workspace uses: records that are <see cref="LoraState.Ready"/> or <see cref="LoraState.Missing"/>, and upload sessions that are not being cancelled.</summary>
    Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default);

    /// <summary>Returns the stored thumbnail of a record that is <see cref="LoraState.Ready"/>, or <see langword="null"/> if there is none.</summary>
    Task<LoraThumbnail?> FindThumbnailAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds the record of an object that is in storage already, with its thumbnail in the same transaction; says no where a row of any workspace names its storage key.
    /// </summary>
    Task<bool> TryAddAsync(LoraRecord record, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a page of the workspace's records that are <see cref="LoraState.Ready"/>, and of those that are <see cref="LoraState.Missing"/> where the query includes them.
    /// </summary>
    /// <exception cref="ArgumentException">The query's cursor was not made by this store for this sort.</exception>
    Task<LoraPage<LoraRecord>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// How many of the workspace's records that are <see cref="LoraState.Ready"/> or <see cref="LoraState.Missing"/> may be of which family
    /// (<see cref="LoraFacts.Families"/>), as <see cref="LoraQuery.Families"/> finds them: one that may be of several is counted in each. Families without one are absent.
    /// </summary>
    Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes name, facts, client key, state, time of the state's change and the new stamp of <paramref name="record"/>, if the row still has <paramref name="expectedStamp"/>.
    /// </summary>
    Task<bool> TryUpdateAsync(LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does what <see cref="TryUpdateAsync"/> does and, in the same transaction, replaces the stored thumbnail. For records whose file was inspected again.
    /// </summary>
    /// <param name="record">The record to write.</param>
    /// <param name="thumbnail">The new thumbnail; <see langword="null"/> removes the stored one.</param>
    /// <param name="expectedStamp">The stamp that the row must still have.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<bool> TryUpdateWithThumbnailAsync(LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>Removes the row and its thumbnail, if it still has <paramref name="expectedStamp"/>.</summary>
    Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts one use of each record that is <see cref="LoraState.Ready"/> and sets <see cref="LoraRecord.LastUsedAt"/> to the later of both times.
    /// Leaves the stamp alone: a use never makes a rename or a delete fail.
    /// </summary>
    Task MarkUsedAsync(LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, DateTimeOffset usedAt, CancellationToken cancellationToken = default);

    /// <summary>Adds the row of a new upload session; says no where the workspace has one with the same client key.</summary>
    Task<bool> TryAddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default);

    /// <summary>Finds an upload session; <see langword="null"/> if this workspace has none with that id.</summary>
    Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Finds the upload session the client calls so; <see langword="null"/> if this workspace has none.</summary>
    Task<LoraUpload?> FindUploadByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default);

    /// <summary>The workspace's sessions of one owner that are not being cancelled, newest first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListUploadsAsync(LoraWorkspaceId workspace, string? owner, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps what parts were announced with, in place of what was kept of the same parts before; of a part that was announced with nothing, nothing is kept.
    /// Does nothing where there is no such session (any more).
    /// </summary>
    Task SavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does what <see cref="SavePartDigestsAsync"/> does, unless one of the parts was announced with another digest before: then nothing is kept.
    /// </summary>
    /// <returns><see langword="false"/> if so.</returns>
    Task<bool> TrySavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default);

    /// <summary>What parts of a session were announced with, by number. They go with their session.</summary>
    Task<IReadOnlyList<LoraPartDigest>> ListPartDigestsAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes state, client key, multipart id, expiry and the new stamp of <paramref name="upload"/>, if the row still has <paramref name="expectedStamp"/>.
    /// </summary>
    Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves the expiry forward, if the session is <see cref="LoraUploadState.Open"/> or <see cref="LoraUploadState.Completing"/> and would expire earlier.
    /// Leaves the stamp alone: parts that arrive side by side never make each other fail.
    /// </summary>
    Task ExtendUploadAsync(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Removes the row of an upload session, if it still has <paramref name="expectedStamp"/>.</summary>
    Task<bool> TryRemoveUploadAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// In one transaction: removes the upload session if it still has <paramref name="expectedUploadStamp"/>, and adds <paramref name="record"/> with its thumbnail.
    /// Nothing changes when the stamp is another.
    /// </summary>
    Task<bool> TryPromoteAsync(LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default);

    /// <summary>Upload sessions of any workspace whose expiry is at or before <paramref name="now"/>, longest overdue first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>Records of any workspace that are <see cref="LoraState.Deleting"/> since <paramref name="changedBefore"/> or earlier, oldest first.</summary>
    Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ready records of any workspace that were never inspected, have no hashes or no fingerprint, or were last written by a version that did not store thumbnails,
    /// by id, beginning after <paramref name="after"/>. Any update of a record without a thumbnail (<see cref="LoraFacts.HasThumbnail"/>) takes it off the last group.
    /// </summary>
    Task<IReadOnlyList<LoraRecord>> ListUnanalyzedAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Ready records of any workspace, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Records of any workspace, whatever their state, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListAllAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Which of these storage keys rows of any workspace name.</summary>
    /// <param name="storageKeys">At most 1,000 keys.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<LoraReferencedKey>> FindReferencedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default);

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
}
