using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lora.AspNetCore.Filters;

/// <summary>
/// Detects state changes that a page of another site caused. Browsers report where a request comes from in <c>Sec-Fetch-Site</c> (W3C Fetch Metadata)
/// and <c>Origin</c> (RFC 6454); older browsers and plain-http pages send only <c>Origin</c>. Programs send neither.
/// </summary>
internal static class CrossSite
{
    /// <summary>Returns whether another site caused the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="publicUrl">
    /// The address under which browsers reach the application. If it is set, <c>Origin</c> must match it in any case: in a DNS rebinding attack, a foreign
    /// page has the same origin as the foreign <c>Host</c> that it sends. If it is <see langword="null"/>, <c>Sec-Fetch-Site</c> alone decides, because a proxy may
    /// have changed <c>Host</c> and scheme; the <c>Origin</c> of a request without it is compared with its own <c>Host</c>.
    /// </param>
    public static bool IsCrossSite(HttpRequest request, Uri? publicUrl)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HasOnlyBearerToken(request))
        {
            return false;
        }

        var comparesOrigin = publicUrl is not null;
        if (!request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            comparesOrigin = true;
        }
        else if (site is not ["same-origin" or "none"])
        {
            return true;
        }

        return comparesOrigin && request.Headers.TryGetValue("Origin", out var origin) && !IsOwn(origin, publicUrl ?? AddressOf(request));
    }

    /// <summary>
    /// Returns whether only a bearer token can authenticate the request. A browser never sends one by itself, and a page of another site needs the host's CORS policy to
    /// send one. That does not hold beside a cookie: the cookie may authenticate the request, with an invalid token only to skip the check.
    /// </summary>
    private static bool HasOnlyBearerToken(HttpRequest request) =>
        !request.Headers.ContainsKey("Cookie")
        && request.Headers.Authorization is [{ } value]
        && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static Uri? AddressOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out var address) ? address : null;

    private static bool IsOwn(StringValues origin, Uri? own) =>
        own is not null
        && origin.Count == 1
        && Uri.TryCreate(origin[0], UriKind.Absolute, out var from)
        && string.Equals(from.Scheme, own.Scheme, StringComparison.Ordinal)
        && string.Equals(from.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase)
        && from.Port == own.Port;
}
