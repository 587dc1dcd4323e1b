using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Creates URLs for the caller of a request. They lead through the mapped API that answers it, under the application's public address or, if that is not set, the address of
/// the request: a caller who sends a false <c>Host</c> header gets a URL that leads there. Never give such a URL to an engine.
/// </summary>
internal sealed class RequestUrls(LoraManager manager, DownloadUrlSigner signer)
{
    /// <summary>Creates a URL for a LoRA.</summary>
    /// <param name="context">The request of the caller who asks for the URL.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="lifetime">The lifetime. Default: <see langword="null"/>, <see cref="LoraManagementOptions.UrlLifetime"/>.</param>
    public Task<LoraResult<LoraUrl>> CreateAsync(HttpContext context, LoraId id, TimeSpan? lifetime)
    {
        return manager.GetUrlAsync(context.LoraCaller(), id, lifetime, Sign, context.RequestAborted);

        Uri? Sign(LoraRecord record, DateTimeOffset expiresAt) => (signer.PublicAddress ?? AddressOf(context.Request)) is { } address
            ? signer.Sign(record, expiresAt, $"{address}/{context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiGroup>().PathOf(context.Request)}")
            : null;
    }

    private static string? AddressOf(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}" : null;
}
