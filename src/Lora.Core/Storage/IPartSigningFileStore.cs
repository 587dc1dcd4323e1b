namespace Lora.Storage;

/// <summary>A file store that can create presigned URLs with which a browser uploads parts directly to storage.</summary>
public interface IPartSigningFileStore : IMultipartFileStore
{
    /// <summary>Gets whether this store, as configured, supports presigned part URLs. Some S3-compatible servers do not accept them.</summary>
    bool CanSignParts { get; }

    /// <summary>
    /// Returns a presigned URL for uploading one part by PUT. It accepts exactly the size that the plan specifies and, if <paramref name="sha256"/> is given and the
    /// store can verify it, only this content.
    /// </summary>
    /// <param name="key">The key of the upload.</param>
    /// <param name="multipartId">The id that <see cref="IMultipartFileStore.BeginAsync"/> returned.</param>
    /// <param name="parts">The part plan of the upload.</param>
    /// <param name="number">The part number, starting at 1.</param>
    /// <param name="sha256">The SHA-256 of the part, 64 lower-case hexadecimal digits; <see langword="null"/> if unknown.</param>
    /// <param name="lifetime">The lifetime of the URL, greater than zero and at most 7 days.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="LoraException">
    /// The store does not support presigned URLs, or not for parts without a checksum (<see cref="LoraErrorCodes.DirectUnsupported"/>). Upload the part through the application.
    /// </exception>
    Task<LoraSignedPart> SignPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default);
}
