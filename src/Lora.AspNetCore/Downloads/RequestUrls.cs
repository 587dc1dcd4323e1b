using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Routing;
using Lora.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Creates URLs for the caller of a request. They lead through the mapped API that answers it, under the application's public address or, if that is not set, the address of
/// the request: a caller who sends a false <c>Host</c> header gets a URL that leads there. Never give such a URL to an engine.
/// </summary>
internal sealed class RequestUrls(LoraManager manager, ILoraUrlSigner signer, ILoraFileStore files, IOptions<LoraManagementOptions> options, TimeProvider time)
{
    /// <summary>Creates a URL for a LoRA.</summary>
    /// <param name="context">The request of the caller who asks for the URL.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="lifetime">The lifetime. Default: <see langword="null"/>, <see cref="LoraManagementOptions.UrlLifetime"/>.</param>
    public async Task<LoraResult<LoraUrl>> CreateAsync(HttpContext context, LoraId id, TimeSpan? lifetime)
    {
        var caller = context.LoraCaller();
        var result = await manager.GetUrlAsync(caller, id, lifetime, context.RequestAborted).ConfigureAwait(false);
        if (!result.Succeeded && result.Issues[0].Code != LoraErrorCodes.UrlUnsupported)
        {
            return result;
        }

        // The file store and the host's own signer come first; they know nothing of mapped APIs.
        return files is not IPresigningFileStore { CanSignReads: true }
            && signer is DownloadUrlSigner own
            && (own.PublicAddress ?? AddressOf(context.Request)) is { } address
            && await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? Create(own, record, $"{address}/{context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiGroup>().PathOf(context.Request)}", lifetime)
            : result;
    }

    private LoraUrl Create(DownloadUrlSigner own, LoraRecord record, string api, TimeSpan? lifetime)
    {
        var expiresAt = LoraUrlWindow.At(time.GetUtcNow(), lifetime ?? options.Value.UrlLifetime).ExpiresAt;
        return new LoraUrl(own.Sign(record, expiresAt, api), expiresAt);
    }

    private static string? AddressOf(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}" : null;
}
