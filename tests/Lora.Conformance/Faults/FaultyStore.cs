using Lora.Inspection;
using Lora.Storage;

namespace Lora.Conformance.Faults;

/// <summary>A store that fails at the steps that a test chooses.</summary>
public sealed class FaultyStore(ILoraStore inner, Fault fault) : ILoraStore, ILoraAuditStore
{
    private ILoraAuditStore Audit => (ILoraAuditStore)inner;

    public Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindAsync), () => inner.FindAsync(workspace, id, cancellationToken));

    public Task<LoraRecord?> FindByStorageKeyAsync(LoraWorkspaceId workspace, string storageKey, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindByStorageKeyAsync), () => inner.FindByStorageKeyAsync(workspace, storageKey, cancellationToken));

    public Task<LoraRecord?> FindByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindByClientKeyAsync), () => inner.FindByClientKeyAsync(workspace, clientKey, cancellationToken));

    public Task<IReadOnlyList<LoraRecord>> FindDuplicatesAsync(
        LoraWorkspaceId workspace, long size, string? fingerprint, string? sha256, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindDuplicatesAsync), () => inner.FindDuplicatesAsync(workspace, size, fingerprint, sha256, cancellationToken));

    public Task<IReadOnlyList<LoraItem>> FindByPairKeyAsync(LoraWorkspaceId workspace, long pairKey, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindByPairKeyAsync), () => inner.FindByPairKeyAsync(workspace, pairKey, take, cancellationToken));

    public Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(GetUsageAsync), () => inner.GetUsageAsync(workspace, cancellationToken));

    public Task<LoraThumbnail?> FindThumbnailAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindThumbnailAsync), () => inner.FindThumbnailAsync(workspace, id, cancellationToken));

    public Task<bool> TryAddAsync(LoraRecord record, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryAddAsync), () => inner.TryAddAsync(record, thumbnail, cancellationToken));

    public Task<LoraPage<LoraItem>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(QueryAsync), () => inner.QueryAsync(workspace, query, cancellationToken));

    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(CountFamiliesAsync), () => inner.CountFamiliesAsync(workspace, cancellationToken));

    public Task<bool> TryUpdateAsync(LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryUpdateAsync), () => inner.TryUpdateAsync(record, expectedStamp, cancellationToken));

    public Task<bool> TryUpdateWithThumbnailAsync(
        LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryUpdateWithThumbnailAsync), () => inner.TryUpdateWithThumbnailAsync(record, thumbnail, expectedStamp, cancellationToken));

    public Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryRemoveAsync), () => inner.TryRemoveAsync(workspace, id, expectedStamp, cancellationToken));

    public Task MarkUsedAsync(LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, DateTimeOffset usedAt, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(MarkUsedAsync), () => inner.MarkUsedAsync(workspace, ids, usedAt, cancellationToken));

    public Task<bool> TryAddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryAddUploadAsync), () => inner.TryAddUploadAsync(upload, cancellationToken));

    public Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindUploadAsync), () => inner.FindUploadAsync(workspace, id, cancellationToken));

    public Task<LoraUpload?> FindUploadByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindUploadByClientKeyAsync), () => inner.FindUploadByClientKeyAsync(workspace, clientKey, cancellationToken));

    public Task<IReadOnlyList<LoraUpload>> ListUploadsAsync(LoraWorkspaceId workspace, string? owner, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListUploadsAsync), () => inner.ListUploadsAsync(workspace, owner, take, cancellationToken));

    public Task<bool> TrySavePartDigestsAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TrySavePartDigestsAsync), () => inner.TrySavePartDigestsAsync(workspace, id, digests, cancellationToken));

    public Task SavePartDigestsAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> digests, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(SavePartDigestsAsync), () => inner.SavePartDigestsAsync(workspace, id, digests, cancellationToken));

    public Task<IReadOnlyList<LoraPartDigest>> ListPartDigestsAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListPartDigestsAsync), () => inner.ListPartDigestsAsync(workspace, id, cancellationToken));

    public Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryUpdateUploadAsync), () => inner.TryUpdateUploadAsync(upload, expectedStamp, cancellationToken));

    public Task ExtendUploadAsync(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ExtendUploadAsync), () => inner.ExtendUploadAsync(workspace, id, expiresAt, cancellationToken));

    public Task<bool> TryRemoveUploadAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryRemoveUploadAsync), () => inner.TryRemoveUploadAsync(workspace, id, expectedStamp, cancellationToken));

    public Task<bool> TryPromoteAsync(
        LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(TryPromoteAsync), () => inner.TryPromoteAsync(record, expectedUploadStamp, thumbnail, cancellationToken));

    public Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListExpiredUploadsAsync), () => inner.ListExpiredUploadsAsync(now, take, cancellationToken));

    public Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListDeletingAsync), () => inner.ListDeletingAsync(changedBefore, take, cancellationToken));

    public Task<IReadOnlyList<LoraRecord>> ListUnanalyzedAsync(LoraId? after, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListUnanalyzedAsync), () => inner.ListUnanalyzedAsync(after, take, cancellationToken));

    public Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraRecord? after, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListReadyAsync), () => inner.ListReadyAsync(after, take, cancellationToken));

    public Task<IReadOnlyList<LoraReferencedKey>> FindReferencedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindReferencedKeysAsync), () => inner.FindReferencedKeysAsync(storageKeys, cancellationToken));

    public Task<IReadOnlyDictionary<string, LoraWorkspaceId>> FindWorkspacesAsync(
        IReadOnlyCollection<string> segments, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(FindWorkspacesAsync), () => inner.FindWorkspacesAsync(segments, cancellationToken));

    public Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(MoveWorkspaceAsync), () => inner.MoveWorkspaceAsync(from, to, cancellationToken));

    public Task<IReadOnlyList<LoraFileReference>> ListFilesAsync(LoraWorkspaceId? workspace, LoraFileReference? after, int take, CancellationToken cancellationToken = default) =>
        fault.RunAsync(nameof(ListFilesAsync), () => inner.ListFilesAsync(workspace, after, take, cancellationToken));

    public Task AddAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken = default) =>
        fault.RunAsync("AddAuditAsync", () => Audit.AddAsync(auditEvent, cancellationToken));

    public Task<LoraPage<LoraAuditEvent>> ListAsync(LoraWorkspaceId workspace, LoraAuditQuery query, CancellationToken cancellationToken = default) =>
        fault.RunAsync("ListAuditAsync", () => Audit.ListAsync(workspace, query, cancellationToken));

    public Task<int> DeleteBeforeAsync(DateTimeOffset time, int batch, CancellationToken cancellationToken = default) =>
        fault.RunAsync("DeleteAuditAsync", () => Audit.DeleteBeforeAsync(time, batch, cancellationToken));
}
