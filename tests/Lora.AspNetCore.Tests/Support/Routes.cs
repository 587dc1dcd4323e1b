using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>Every mapped route, so that new routes are tested, too.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> Of(TestHost host) =>
    [
        .. from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.RoutePattern.RawText!.StartsWith("/api/lora", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
           select new Route(method, endpoint.RoutePattern.RawText!, endpoint),
    ];

    internal sealed record Route(string Method, string Pattern, RouteEndpoint Endpoint)
    {
        public bool HasId => Pattern.Contains("{id}", StringComparison.Ordinal);

        /// <summary>Whether a ticket in the URL authorizes the request.</summary>
        public bool UsesTicket => Pattern.Contains("{fileName}", StringComparison.Ordinal);

        public HttpRequestMessage Request(string? id = null)
        {
            var path = Pattern
                .Replace("{id}", id ?? LoraId.New(TimeProvider.System).ToString(), StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal)
                .Replace("{fileName}", "a.safetensors", StringComparison.Ordinal);
            var request = new HttpRequestMessage(new HttpMethod(Method), path);
            if (Method is "PATCH" or "POST" || (Method is "PUT" && !Pattern.Contains("/parts/", StringComparison.Ordinal)))
            {
                request.Content = System.Net.Http.Json.JsonContent.Create(new { name = "taken over", fileName = "a.safetensors", size = 10, partner = (string?)null });
            }
            else if (Method is "PUT")
            {
                request.Content = new ByteArrayContent(Uploading.Bytes(10));
            }

            return request;
        }

        public override string ToString() => $"{Method} {Pattern}";
    }
}
