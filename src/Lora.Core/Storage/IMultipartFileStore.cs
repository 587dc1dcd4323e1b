namespace Lora.Storage;

/// <summary>A file store that takes an object in parts, in any order and side by side, and makes it visible only by <see cref="CompleteAsync"/>.</summary>
public interface IMultipartFileStore : ILoraFileStore
{
    /// <summary>Begins a multipart upload.</summary>
    /// <returns>The store's name for it, at most 512 characters.</returns>
    Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes one part. A part that was sent before is replaced. Nothing of a part that arrives incomplete is kept.
    /// </summary>
    /// <param name="key">The key the upload was begun for.</param>
    /// <param name="multipartId">What <see cref="BeginAsync"/> returned.</param>
    /// <param name="parts">The plan the upload was begun with.</param>
    /// <param name="number">The part's number, from 1.</param>
    /// <param name="content">The part's bytes; read once, never rewound. Exactly as many as the plan says.</param>
    /// <param name="sha256">
    /// The SHA-256 the bytes must have, 64 lower-case hexadecimal digits; <see langword="null"/> where it is not known. Nothing of a part with another one is kept.
    /// </param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    /// <exception cref="Storage.LoraStorageException">
    /// The upload was aborted or completed (<see cref="LoraErrorCodes.UploadGone"/>), the content has another size
    /// (<see cref="LoraErrorCodes.PartSize"/>) or another digest (<see cref="LoraErrorCodes.PartChecksum"/>), or storage failed.
    /// </exception>
    Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default);

    /// <summary>The parts that storage holds whole, by number; <see langword="null"/> when there is no such upload (any more).</summary>
    Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts the parts together and makes the object visible.
    /// </summary>
    /// <exception cref="Storage.LoraStorageException">
    /// The upload no longer exists (<see cref="LoraErrorCodes.UploadGone"/>), or storage failed, in which case only
    /// <see cref="ILoraFileStore.FindAsync"/> can tell whether the object came to be.
    /// </exception>
    Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default);

    /// <summary>Throws away a multipart upload with all its parts, and makes sure of it. One that does not exist counts as thrown away.</summary>
    Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default);

    /// <summary>Names the multipart uploads that exist for exactly this key, so that one whose name was never saved can be thrown away.</summary>
    Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default);
}
