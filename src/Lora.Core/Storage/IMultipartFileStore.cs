namespace Lora.Storage;

/// <summary>A file store that supports multipart uploads: parts arrive in any order and concurrently, and <see cref="CompleteAsync"/> makes the object visible.</summary>
public interface IMultipartFileStore : ILoraFileStore
{
    /// <summary>Starts a multipart upload.</summary>
    /// <returns>The id that the store assigns to the upload, at most 512 characters.</returns>
    Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Uploads one part. Replaces a part with the same number. A part that arrives incomplete is not stored.
    /// </summary>
    /// <param name="key">The key of the upload.</param>
    /// <param name="multipartId">The id that <see cref="BeginAsync"/> returned.</param>
    /// <param name="parts">The part plan of the upload.</param>
    /// <param name="number">The part number, starting at 1.</param>
    /// <param name="content">The content, with the size that the plan specifies. It is read once and does not need to support seeking.</param>
    /// <param name="sha256">
    /// The expected SHA-256, 64 lower-case hexadecimal digits; <see langword="null"/> if unknown. A part with another checksum is not stored.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="Storage.LoraStorageException">
    /// The upload was aborted or completed (<see cref="LoraErrorCodes.UploadGone"/>), the content has another size
    /// (<see cref="LoraErrorCodes.PartSize"/>) or another checksum (<see cref="LoraErrorCodes.PartChecksum"/>), or storage failed.
    /// </exception>
    Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the parts that are completely stored, by number, or <see langword="null"/> if the upload does not exist.</summary>
    Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes the upload: assembles the parts and makes the object visible.
    /// </summary>
    /// <exception cref="Storage.LoraStorageException">
    /// The upload no longer exists (<see cref="LoraErrorCodes.UploadGone"/>), or storage failed, in which case only
    /// <see cref="ILoraFileStore.FindAsync"/> can determine whether the object was created.
    /// </exception>
    Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default);

    /// <summary>Aborts a multipart upload and deletes its parts. Idempotent.</summary>
    Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default);

    /// <summary>Returns the ids of the multipart uploads for exactly this key, so that an upload whose id was never saved can be aborted.</summary>
    Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default);
}
