using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lora.Gate;

/// <summary>
/// Tells whether a state change was caused by a page of another site. Browsers say where a request comes from by <c>Sec-Fetch-Site</c> (W3C Fetch Metadata),
/// older ones and plain-http pages by <c>Origin</c> (RFC 6454); programs say nothing and carry no cookies they were tricked into sending.
/// </summary>
internal static class CrossSite
{
    public static bool IsRefused(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HasBearerToken(request))
        {
            return false;
        }

        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site.Count != 1 || site[0] is not ("same-origin" or "none");
        }

        return request.Headers.TryGetValue("Origin", out var origin) && !IsOwn(origin, request);
    }

    /// <summary>A page cannot set this header for another site unless the host's CORS policy lets it, and a browser never sends it by itself.</summary>
    private static bool HasBearerToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(StringValues origin, HttpRequest request) =>
        origin.Count == 1
        && Uri.TryCreate(origin[0], UriKind.Absolute, out var from)
        && Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out var own)
        && string.Equals(from.Scheme, own.Scheme, StringComparison.Ordinal)
        && string.Equals(from.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase)
        && from.Port == own.Port;
}
