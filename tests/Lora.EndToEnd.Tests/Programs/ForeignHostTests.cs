using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Programs;

/// <summary>
/// DNS rebinding: a page whose foreign host name resolves to loopback is same-origin with the application, so only the <c>Host</c> header reveals the attack.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class ForeignHostTests(Studios studios)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    [Fact]
    public async Task Studio_accepts_loopback_host_names_only()
    {
        await AssertOnlyLoopbackAsync((await studios.OpenAsync()).Server, "api/generate/wan22");
    }

    [Fact]
    public async Task Existing_form_accepts_loopback_host_names_only()
    {
        await using var server = await ExistingFormServer.StartAsync();
        await AssertOnlyLoopbackAsync(server);
    }

    private static async Task AssertOnlyLoopbackAsync(WebServer server, params string[] posts)
    {
        var port = server.Address.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var name in new[] { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, HttpMethod.Get, "", $"{name}:{port}"));
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, HttpMethod.Get, "api/lora", $"{name}:{port}"));
            foreach (var path in posts.Append("api/lora/uploads"))
            {
                Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, HttpMethod.Post, path, $"{name}:{port}"));
            }
        }

        foreach (var name in new[] { "127.0.0.1", "localhost", "[::1]" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, HttpMethod.Get, "", $"{name}:{port}"));
            Assert.Equal(HttpStatusCode.Created, await StatusAsync(server, HttpMethod.Post, "api/lora/uploads", $"{name}:{port}"));
        }
    }

    /// <summary>Sends a request like a browser's for a page on a host.</summary>
    private static async Task<HttpStatusCode> StatusAsync(WebServer server, HttpMethod method, string path, string host)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.Address, path));
        request.Headers.Host = host;
        request.Headers.Add("Origin", $"http://{host}");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Content = method == HttpMethod.Post ? JsonContent.Create(new { fileName = "a.safetensors", size = 1000 }) : null;
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }
}
