namespace Lora.Storage;

/// <summary>A file store that can sign a URL which lets anyone read one object for a limited time.</summary>
public interface IPresigningFileStore : ILoraFileStore
{
    /// <summary>Whether this store, as it is set up, signs URLs at all. Some S3-compatible servers take none; the application's own are used then. Default: yes.</summary>
    bool CanSignReads => true;

    /// <summary>Signs a URL for reading one object by GET. Within one <see cref="LoraUrlWindow"/> a store should return the same URL.</summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">The longest time it may work, above zero and at most 7 days (the limit of AWS Signature Version 4).</param>
    /// <param name="downloadName">The file name a browser should save it under; <see langword="null"/> to say nothing about it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The URL, and when exactly it stops working.</returns>
    /// <exception cref="LoraException">The store signs no URLs (<see cref="LoraErrorCodes.UrlUnsupported"/>).</exception>
    Task<LoraUrl> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default);
}
