using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Filters;

/// <summary>Checks the <c>Host</c> header. The framework throws when a later step reads an invalid host, such as an invalid international name or a port above 65535.</summary>
internal static class HostHeader
{
    /// <summary>Returns whether the header is a valid address. It may be absent, as in HTTP/1.0.</summary>
    public static bool IsValid(HttpRequest request)
    {
        try
        {
            return !request.Host.HasValue || Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
