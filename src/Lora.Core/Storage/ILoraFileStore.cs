namespace Lora.Storage;

/// <summary>
/// Stores files as objects. The toolkit creates the keys, which use <c>/</c> as a separator and are never reused.
/// A store declares further capabilities by implementing interfaces such as <see cref="IMultipartFileStore"/> and <see cref="IPresigningFileStore"/>.
/// </summary>
/// <remarks>
/// If storage is unreachable or refuses an operation, implementations throw <see cref="Storage.LoraStorageException"/> with a code and whether a retry can help.
/// </remarks>
public interface ILoraFileStore
{
    /// <summary>Returns the full path of the object for engines, such as <c>s3://bucket/key</c>.</summary>
    string GetPath(string key);

    /// <summary>Returns the key of a path created by <see cref="GetPath"/>, or <see langword="null"/> if it is not a path of this store.</summary>
    string? GetKey(string path);

    /// <summary>Returns an object's size and time, and the checksum if the store has one, or <see langword="null"/> if it does not exist.</summary>
    Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Opens an object for reading, starting at <paramref name="offset"/> (in bytes).</summary>
    /// <exception cref="Storage.LoraStorageException">The object does not exist (<see cref="LoraErrorCodes.FileMissing"/>), or storage failed.</exception>
    Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes an object. It becomes visible only after all <paramref name="size"/> bytes have arrived. If the write fails, nothing is stored.
    /// </summary>
    /// <param name="key">The key, which is not in use.</param>
    /// <param name="content">The content. It is read once and does not need to support seeking.</param>
    /// <param name="size">The expected size in bytes.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object. Idempotent.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Checks the configuration and reports problems, each with a message that says how to solve it. Makes no changes, and does not throw for problems that it detects.</summary>
    /// <param name="origin">
    /// The origin of the pages that upload, such as <c>https://studio.example</c>, for stores with direct uploads. Default: <see langword="null"/>, unknown.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The problems; empty if there are none, and for a store that does not check its configuration.</returns>
    Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<LoraStorageProblem>>([]);
}
