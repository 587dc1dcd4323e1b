namespace Lora.Storage;

/// <summary>A file store that can sign URLs under which a browser sends the parts of an upload to storage itself.</summary>
public interface IPartSigningFileStore : IMultipartFileStore
{
    /// <summary>Whether this store, as it is set up, signs URLs at all. Some S3-compatible servers take none.</summary>
    bool CanSignParts { get; }

    /// <summary>
    /// Signs a URL for sending one part by PUT. It takes exactly as many bytes as the plan says, and where <paramref name="sha256"/> is given, and the
    /// store can check it, no other bytes.
    /// </summary>
    /// <param name="key">The key the upload was begun for.</param>
    /// <param name="multipartId">What <see cref="IMultipartFileStore.BeginAsync"/> returned.</param>
    /// <param name="parts">The plan the upload was begun with.</param>
    /// <param name="number">The part's number, from 1.</param>
    /// <param name="sha256">The SHA-256 of the part's bytes, 64 lower-case hexadecimal digits; <see langword="null"/> where it is not known.</param>
    /// <param name="lifetime">How long the URL works, above zero and at most 7 days.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="LoraException">
    /// The store signs no URLs, or none for parts whose digest is not known (<see cref="LoraErrorCodes.DirectUnsupported"/>). They go through the application.
    /// </exception>
    Task<LoraSignedPart> SignPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default);
}
