using System.Net;
using System.Text.Json;
using Studio;

namespace Lora.Documentation.Tests;

/// <summary>The rate limits in docs/hosting.md.</summary>
[Collection(nameof(SnippetHost))]
public sealed class RateLimitingTests : IDisposable
{
    // The browser sends 4 parts at the same time for each of 3 files.
    private const int PartsAtOnce = 12;

    private static readonly Uri Uploads = new("/api/lora/uploads", UriKind.Relative);

    private readonly SnippetHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Requests_beyond_the_limit_of_a_user_answer_429_with_Retry_After()
    {
        await using var app = Build();
        using var client = await SnippetHost.StartAsync(app);
        using var rejected = await ExhaustAsync(client, "ada");
        Assert.True(rejected.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1), "Retry-After is missing.");
        using var other = await SendAsync(client, "bob", HttpMethod.Get, new("/api/lora", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Parts_at_the_pace_of_a_browser_are_never_rejected()
    {
        await using var app = Build();
        using var client = await SnippetHost.StartAsync(app);
        using var begun = await SendAsync(client, "ada", HttpMethod.Post, Uploads, JsonContent.Create(new { fileName = "a.safetensors", size = 100 }));
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        for (var round = 0; round < 3; round++)
        {
            // The user's limit is used up, which must not affect parts.
            using var rejected = await ExhaustAsync(client, "ada");
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, PartsAtOnce).Select(_ => PutPartAsync(client, id))))
            {
                Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
            }
        }

        using var last = await PutPartAsync(client, id);
        Assert.True(last.IsSuccessStatusCode, await last.Content.ReadAsStringAsync());
    }

    private WebApplication Build()
    {
        var builder = _host.Create();
        RateLimiting.Add(builder.Services);
        var app = builder.Build();
        SnippetHost.SignInByHeader(app);
        RateLimiting.Map(app);
        return app;
    }

    private static Task<HttpResponseMessage> PutPartAsync(HttpClient client, string? id) =>
        SendAsync(client, "ada", HttpMethod.Put, new($"/api/lora/uploads/{id}/parts/1", UriKind.Relative), new ByteArrayContent(new byte[100]));

    /// <summary>Sends cheap requests until one is rejected.</summary>
    private static async Task<HttpResponseMessage> ExhaustAsync(HttpClient client, string user)
    {
        for (var count = 0; count < 20_000; count += PartsAtOnce)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, PartsAtOnce).Select(_ => SendAsync(client, user, HttpMethod.Get, new("/api/lora/not-an-id", UriKind.Relative))));
            if (Array.Find(answers, static answer => answer.StatusCode == HttpStatusCode.TooManyRequests) is { } rejected)
            {
                return rejected;
            }
        }

        throw new InvalidOperationException("No request was rejected.");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string user, HttpMethod method, Uri path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(SnippetHost.UserHeader, user);
        return await client.SendAsync(request);
    }
}
