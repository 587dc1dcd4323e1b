using Lora.Uploads;

namespace Lora.Catalog;

/// <summary>What the sweeper needs to see across workspaces. Nothing that answers a user may ask for this.</summary>
public interface ILoraSweepStore
{
    /// <summary>Upload sessions of any workspace whose expiry is at or before <paramref name="now"/>, longest overdue first.</summary>
    Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>Records of any workspace that are <see cref="LoraState.Deleting"/> since <paramref name="changedBefore"/> or earlier, oldest first.</summary>
    Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default);

    /// <summary>Ready records of any workspace that were never inspected or have no hashes, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListUnexaminedAsync(LoraId? after, int take, CancellationToken cancellationToken = default);

    /// <summary>Ready records of any workspace, by id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraId? after, int take, CancellationToken cancellationToken = default);
}
