using Microsoft.AspNetCore.Http.Metadata;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Keeps the cookie scheme of a host from answering an API call with its sign-in page.</summary>
internal sealed class ApiMetadata : IDisableCookieRedirectMetadata
{
    public static ApiMetadata Instance { get; } = new();
}
