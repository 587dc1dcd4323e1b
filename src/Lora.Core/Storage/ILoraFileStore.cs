namespace Lora.Storage;

/// <summary>
/// Keeps the bytes. Keys are made by the toolkit, use <c>/</c> between their parts and are never used twice.
/// What a store can do beyond this it says by implementing <see cref="IMultipartFileStore"/> or <see cref="IPresigningFileStore"/>.
/// </summary>
/// <remarks>
/// When storage cannot be reached or refuses, implementations throw <see cref="Storage.LoraStorageException"/> with a code and whether trying again can help.
/// </remarks>
public interface ILoraFileStore
{
    /// <summary>The full path under which an engine finds the object, such as <c>s3://bucket/key</c>.</summary>
    string GetPath(string key);

    /// <summary>The key a path made by <see cref="GetPath"/> stands for; <see langword="null"/> when this store made no such path.</summary>
    string? GetKey(string path);

    /// <summary>Asks whether an object exists and how large it is; <see langword="null"/> when there is none.</summary>
    Task<LoraFileInfo?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Opens an object for reading, or the part of it from <paramref name="offset"/> on.</summary>
    /// <exception cref="Storage.LoraStorageException">The object does not exist (<see cref="LoraErrorCodes.FileMissing"/>), or storage failed.</exception>
    Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes an object in one go. It becomes visible only when all <paramref name="size"/> bytes have arrived; on any failure nothing is left.
    /// </summary>
    /// <param name="key">The key, not in use.</param>
    /// <param name="content">The bytes; read once, never rewound.</param>
    /// <param name="size">How many bytes there must be.</param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object. An absent one counts as deleted.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken = default);
}
