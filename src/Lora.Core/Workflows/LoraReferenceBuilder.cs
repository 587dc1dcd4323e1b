using Lora.Errors;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Creates the paths and URLs of LoRAs, and converts paths back to storage keys.</summary>
internal sealed class LoraReferenceBuilder(ILoraFileStore files, LoraManagementOptions options, TimeProvider time, Func<ILoraUrlSigner?> signer)
{
    public string GetPath(LoraRecord record) => GetPath(record.StorageKey);

    public string GetPath(string storageKey) => options.PathPrefix is { } prefix ? prefix + storageKey : files.GetPath(storageKey);

    public string? GetKey(string path) =>
        options.PathPrefix is { } prefix && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : files.GetKey(path);

    public Task<LoraResult<LoraUrl>> SignAsync(LoraRecord record, TimeSpan? lifetime, CancellationToken cancellationToken) =>
        SignAsync(record, lifetime, (lora, expiresAt) => signer()?.Sign(lora, expiresAt), cancellationToken);

    /// <summary>Signs a URL with the file store or, if it cannot sign, with <paramref name="sign"/>.</summary>
    public async Task<LoraResult<LoraUrl>> SignAsync(
        LoraRecord record, TimeSpan? lifetime, Func<LoraRecord, DateTimeOffset, Uri?> sign, CancellationToken cancellationToken)
    {
        var duration = lifetime ?? options.UrlLifetime;
        if (duration < TimeSpan.FromSeconds(1) || duration > LoraManagementOptions.MaxUrlLifetime)
        {
            return ErrorCatalog.Issue(LoraErrorCodes.UrlLifetime, "seconds");
        }

        if (files is IPresigningFileStore { CanSignReads: true } presigning)
        {
            return await presigning.PresignReadAsync(record.StorageKey, duration, record.FileName, cancellationToken).ConfigureAwait(false);
        }

        var expiresAt = LoraUrlWindow.At(time.GetUtcNow(), duration).ExpiresAt;
        return sign(record, expiresAt) is { } own
            ? new LoraUrl(own, expiresAt)
            : new LoraIssue(
                LoraErrorCodes.UrlUnsupported,
                "The file storage can't sign URLs, and the public address of this application is not set. Set LoraHttpOptions.PublicUrl, or use S3.");
    }
}
