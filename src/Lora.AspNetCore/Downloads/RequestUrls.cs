using Lora.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Makes URLs under the address of a request, for an application whose public address is not set. They are for the sender of that request alone:
/// whoever writes a false <c>Host</c> header gets a URL that leads there. Never give one to an engine.
/// </summary>
internal sealed class RequestUrls(ILoraUrlSigner signer, IOptions<LoraManagementOptions> options, TimeProvider time)
{
    /// <summary>Makes a URL, or returns <see langword="null"/> if the host signs URLs itself or the request names no host.</summary>
    /// <param name="request">The request of the caller who asks for the URL.</param>
    /// <param name="record">The LoRA.</param>
    /// <param name="lifetime">A valid lifetime; <see langword="null"/>: <see cref="LoraManagementOptions.UrlLifetime"/>.</param>
    public LoraUrl? Make(HttpRequest request, LoraRecord record, TimeSpan? lifetime)
    {
        if (signer is not DownloadUrlSigner own || !request.Host.HasValue)
        {
            return null;
        }

        var expiresAt = LoraUrlWindow.At(time.GetUtcNow(), lifetime ?? options.Value.UrlLifetime).ExpiresAt;
        var address = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        return new LoraUrl(own.Sign(record, expiresAt, address), expiresAt);
    }
}
