using Lora.Inspection;

namespace Lora.Storage;

/// <summary>
/// Persists LoRA records and upload sessions. Methods for user requests have a workspace parameter and access only its rows; the others are for background maintenance
/// (<see cref="LoraMaintenance"/>). Implementations contain no business rules; those are in <see cref="LoraManager"/>. They must be safe for concurrent use from many threads and servers.
/// </summary>
/// <remarks>
/// Every <c>Try…</c> method is a compare-and-swap: it changes the row only if the row still has the expected stamp, and returns whether it did.
/// If the database is unreachable, implementations throw <see cref="Storage.LoraStorageException"/> with
/// <see cref="LoraErrorCodes.DatabaseUnavailable"/>.
/// </remarks>
public interface ILoraStore
{
    /// <summary>Returns the record with this id, in any state, or <see langword="null"/> if the workspace has none.</summary>
    Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the record with exactly this storage key, in any state, or <see langword="null"/> if the workspace has none.</summary>
    Task<LoraRecord?> FindByStorageKeyAsync(LoraWorkspaceId workspace, string storageKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the record created by the upload with this client key, preferring one that is <see cref="LoraState.Ready"/>; <see langword="null"/> if the workspace has none.
    /// </summary>
    Task<LoraRecord?> FindByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the ready records of the workspace with the same size and fingerprint (<see cref="LoraFacts.Fingerprint"/>), or the same SHA-256, oldest first, at most 20.
    /// Values that are <see langword="null"/> are not compared.
    /// </summary>
    Task<IReadOnlyList<LoraRecord>> FindDuplicatesAsync(
        LoraWorkspaceId workspace, long size, string? fingerprint, string? sha256, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns ready LoRAs of the workspace with this <see cref="LoraRecord.PairKey"/>, in any order. The path of each is its storage key (<see cref="LoraItem.FromRecord"/>).
    /// </summary>
    Task<IReadOnlyList<LoraItem>> FindByPairKeyAsync(LoraWorkspaceId workspace, long pairKey, int take, CancellationToken cancellationToken = default);

    /// <summary>Returns the usage of the workspace: records that are <see cref="LoraState.Ready"/> or <see cref="LoraState.Missing"/>, and upload sessions that are not being aborted.</summary>
    Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default);

    /// <summary>Returns the stored thumbnail of a record that is <see cref="LoraState.Ready"/>, or <see langword="null"/> if there is none.</summary>
    Task<LoraThumbnail?> FindThumbnailAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds the record of an object that is already in storage, with its thumbnail in the same transaction. Returns <see langword="false"/> if any workspace already uses the storage key. If several workspaces add the same key at the same time, at most one
    /// call succeeds, and possibly none.
    /// </summary>
    Task<bool> TryAddAsync(LoraRecord record, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a page of the workspace's LoRAs that are <see cref="LoraState.Ready"/>, and of those that are <see cref="LoraState.Missing"/> if the query includes them. The path of each is
    /// its storage key (<see cref="LoraItem.FromRecord"/>).
    /// </summary>
    /// <exception cref="ArgumentException">The query's cursor was not created by this store for this sort order.</exception>
    Task<LoraPage<LoraItem>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns, for each base model, how many of the workspace's records that are <see cref="LoraState.Ready"/> or <see cref="LoraState.Missing"/> may be for it
    /// (<see cref="LoraFacts.Families"/>), consistent with <see cref="LoraQuery.Families"/>: a record with several candidates is counted for each. Base models without records are omitted.
    /// </summary>
    Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default);

    /// <summary>
    /// Updates the name, facts, client key, state, time of the state's change and stamp of <paramref name="record"/>, if the row still has <paramref name="expectedStamp"/>.
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

    /// <summary>Removes the row and its thumbnail, if the row still has <paramref name="expectedStamp"/>.</summary>
    Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts one use of each record that is <see cref="LoraState.Ready"/>, and sets <see cref="LoraRecord.LastUsedAt"/> to the later of both times.
    /// Does not change the stamp, so that it does not conflict with a rename or a delete.
    /// </summary>
    Task MarkUsedAsync(LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, DateTimeOffset usedAt, CancellationToken cancellationToken = default);

    /// <summary>Adds the row of a new upload session. Returns <see langword="false"/> if the workspace already has a session with this client key.</summary>
    Task<bool> TryAddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default);

    /// <summary>Returns the upload session with this id, or <see langword="null"/> if the workspace has none.</summary>
    Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the upload session with this client key, or <see langword="null"/> if the workspace has none.</summary>
    Task<LoraUpload?> FindUploadByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default);

    /// <summary>Returns the sessions of one owner in the workspace that are not being aborted, newest first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListUploadsAsync(LoraWorkspaceId workspace, string? owner, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves the announced checksums of parts, replacing those saved before. A part announced without a checksum removes the saved one.
    /// Does nothing if the session does not exist.
    /// </summary>
    Task SavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does what <see cref="SavePartDigestsAsync"/> does, unless one of the parts was announced with another checksum before; then nothing is saved.
    /// </summary>
    /// <returns><see langword="false"/> if nothing was saved because of another checksum.</returns>
    Task<bool> TrySavePartDigestsAsync(LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default);

    /// <summary>Returns the announced checksums of a session's parts, by number. They are removed together with the session.</summary>
    Task<IReadOnlyList<LoraPartDigest>> ListPartDigestsAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Updates the state, client key, multipart id, expiry and stamp of <paramref name="upload"/>, if the row still has <paramref name="expectedStamp"/>.
    /// </summary>
    Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// Extends the expiry, if the session is <see cref="LoraUploadState.Open"/> or <see cref="LoraUploadState.Completing"/> and would expire earlier.
    /// Does not change the stamp, so that parts that arrive concurrently do not conflict with each other.
    /// </summary>
    Task ExtendUploadAsync(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Removes the row of an upload session, if the row still has <paramref name="expectedStamp"/>.</summary>
    Task<bool> TryRemoveUploadAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default);

    /// <summary>
    /// In one transaction: removes the upload session, if it still has <paramref name="expectedUploadStamp"/>, and adds <paramref name="record"/> with its thumbnail.
    /// Makes no changes if the stamp is different.
    /// </summary>
    Task<bool> TryPromoteAsync(LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default);

    /// <summary>Returns upload sessions of any workspace whose expiry is at or before <paramref name="now"/>, longest overdue first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>Returns records of any workspace that have been <see cref="LoraState.Deleting"/> since <paramref name="changedBefore"/> or earlier, oldest first.</summary>
    Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns ready records of any workspace that were never inspected, have no hashes or no fingerprint, or have a thumbnail that is not stored
    /// (<see cref="LoraFacts.IsThumbnailStored"/>), ordered by id, starting after <paramref name="after"/>.
    /// </summary>
    Task<IReadOnlyList<LoraRecord>> ListUnanalyzedAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Returns ready records of any workspace, ordered by workspace and id, starting after <paramref name="after"/>. Each store may compare workspaces in its own way.</summary>
    Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraRecord? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Returns the files of records in any state, in the order of <see cref="ListReadyAsync"/>, starting after <paramref name="after"/>.</summary>
    /// <param name="workspace">The workspace of the records; <see langword="null"/> for all workspaces.</param>
    /// <param name="after">The last file of the previous page; <see langword="null"/> for the first page.</param>
    /// <param name="take">The number of files to return.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<IReadOnlyList<LoraFileReference>> ListFilesAsync(LoraWorkspaceId? workspace, LoraFileReference? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Returns which of these storage keys are referenced by rows of any workspace.</summary>
    /// <param name="storageKeys">At most 1,000 keys.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<IReadOnlyList<LoraReferencedKey>> FindReferencedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default);

    /// <summary>Returns the workspaces of these storage key segments (<see cref="LoraWorkspaceId.ToKeySegment"/>), as far as they are known from rows.</summary>
    /// <param name="segments">At most 1,000 segments.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<IReadOnlyDictionary<string, LoraWorkspaceId>> FindWorkspacesAsync(IReadOnlyCollection<string> segments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves every record, upload session and audit event of a workspace to another one, in one transaction. Storage keys stay the same. For administrators, if the ids of
    /// workspaces change.
    /// </summary>
    /// <param name="from">The workspace to empty.</param>
    /// <param name="to">The workspace that receives them. It can already have LoRAs.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The number of records that were moved.</returns>
    Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default);
}
