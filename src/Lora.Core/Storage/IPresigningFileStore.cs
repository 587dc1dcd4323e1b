namespace Lora.Storage;

/// <summary>A file store that can create presigned URLs with which anyone can download an object for a limited time.</summary>
public interface IPresigningFileStore : ILoraFileStore
{
    /// <summary>Gets whether this store, as configured, supports presigned URLs. If not, the application's own URLs are used. Default: <see langword="true"/>.</summary>
    bool CanSignReads => true;

    /// <summary>Returns a presigned URL for downloading an object by GET. A store should return the same URL for a twelfth of the lifetime, so that caches can reuse the file.</summary>
    /// <param name="key">The key of the object.</param>
    /// <param name="lifetime">The maximum lifetime, greater than zero and at most 7 days (the limit of AWS Signature Version 4).</param>
    /// <param name="downloadName">The file name for the download; <see langword="null"/> to specify none.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The URL and the time it expires.</returns>
    /// <exception cref="LoraException">The store does not support presigned URLs (<see cref="LoraErrorCodes.UrlUnsupported"/>).</exception>
    Task<LoraUrl> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default);
}
