using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lora.AspNetCore.Filters;

/// <summary>
/// Decides whether a state change was caused by a page of another site. Browsers say where a request comes from by <c>Sec-Fetch-Site</c> (W3C Fetch Metadata)
/// and by <c>Origin</c> (RFC 6454); older browsers and plain-http pages send <c>Origin</c> alone. Programs send neither.
/// </summary>
internal static class CrossSite
{
    /// <summary>Returns whether the request must be refused.</summary>
    /// <param name="request">The request.</param>
    /// <param name="publicUrl">
    /// The address under which browsers reach the application. Where it is known, <c>Origin</c> must match it whatever else the request says: in a DNS rebinding
    /// attack a foreign page is of the same origin as the foreign <c>Host</c> that it sends. Where it is <see langword="null"/>, <c>Sec-Fetch-Site</c> decides
    /// alone, because a proxy may have changed <c>Host</c> and scheme; a request without it is compared with its own <c>Host</c>.
    /// </param>
    public static bool IsRefused(HttpRequest request, Uri? publicUrl)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HasBearerTokenAlone(request))
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
    /// Returns whether a bearer token is all that can sign the request in. A browser never sends one by itself, and a page of another site needs the host's
    /// CORS policy to send one. A cookie takes that assurance away: it may be what signs the request in, with a worthless token beside it to skip the check.
    /// </summary>
    private static bool HasBearerTokenAlone(HttpRequest request) =>
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
