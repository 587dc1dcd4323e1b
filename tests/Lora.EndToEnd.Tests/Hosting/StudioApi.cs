using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lora.Testing;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>A client of the HTTP API for a demo user.</summary>
internal sealed class StudioApi
{
    private readonly HttpClient _client;

    public StudioApi(Uri address, string user, string? room = null)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        _client.DefaultRequestHeaders.Add("Cookie", room is null ? $"demo-user={user}" : $"demo-user={user}; {Room.CookieName}={room}");
    }

    public async Task<IReadOnlyList<JsonNode>> ListAsync()
    {
        var items = new List<JsonNode>();
        for (string? next = ""; next is not null;)
        {
            var page = await ReadAsync(HttpMethod.Get, $"api/lora?take=200&after={Uri.EscapeDataString(next)}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = (string?)page["next"];
        }

        return items;
    }

    public async Task<UploadSession> BeginAsync(string fileName, long size) =>
        UploadSession.Read(await ReadAsync(HttpMethod.Post, "api/lora/uploads", JsonContent.Create(new { fileName, size })));

    /// <summary>Creates an upload session, or returns the existing one with the same client key.</summary>
    public async Task<UploadSession> BeginAsync(string fileName, long size, string key)
    {
        var content = JsonContent.Create(new { fileName, size });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/lora/uploads", UriKind.Relative)) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return UploadSession.Read(await ReadAsync(request));
    }

    /// <summary>Sends a part with its SHA-256.</summary>
    public async Task PutPartAsync(string id, int number, ReadOnlyMemory<byte> bytes, byte[] sha256)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"api/lora/uploads/{id}/parts/{number}", UriKind.Relative))
        {
            Content = Octets(new ReadOnlyMemoryContent(bytes)),
        };
        request.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(sha256)}:");
        await ReadAsync(request);
    }

    public async Task<UploadSession> GetUploadAsync(string id) => UploadSession.Read(await ReadAsync(HttpMethod.Get, $"api/lora/uploads/{id}"));

    /// <summary>Returns the unfinished upload sessions with their stored parts.</summary>
    public async Task<IReadOnlyList<UploadSession>> ListUploadsAsync()
    {
        var uploads = (await ReadAsync(HttpMethod.Get, "api/lora/uploads"))["uploads"]!.AsArray();
        return await Task.WhenAll(uploads.Select(upload => GetUploadAsync((string)upload!["id"]!)));
    }

    public Task<JsonNode> PutPartAsync(string id, int number, ReadOnlyMemory<byte> bytes) =>
        ReadAsync(HttpMethod.Put, $"api/lora/uploads/{id}/parts/{number}", Octets(new ReadOnlyMemoryContent(bytes)));

    public Task<HttpResponseMessage> PutPartAsync(string id, int number, Stream bytes, long length)
    {
        var content = Octets(new StreamContent(bytes));
        content.Headers.ContentLength = length;
        return _client.PutAsync(new Uri($"api/lora/uploads/{id}/parts/{number}", UriKind.Relative), content);
    }

    public Task<JsonNode> CompleteAsync(string id) => ReadAsync(HttpMethod.Post, $"api/lora/uploads/{id}/complete");

    /// <summary>Downloads a LoRA and returns its SHA-256.</summary>
    public async Task<string> Sha256Async(string id)
    {
        await using var stream = await _client.GetStreamAsync(new Uri($"api/lora/{id}/download", UriKind.Relative));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    public async Task<HttpStatusCode> StatusOfAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var answer = await SendAsync(method, path, content);
        return answer.StatusCode;
    }

    /// <summary>Uploads a file with a valid header followed by zeros, in parts.</summary>
    /// <returns>The LoRA's id.</returns>
    public Task<string> UploadAsync(string fileName, int size) => UploadAsync(fileName, LoraTestFile.Create(fileName, size, seed: 1));

    /// <summary>Uploads a file in parts.</summary>
    /// <returns>The LoRA's id.</returns>
    public async Task<string> UploadAsync(string fileName, byte[] bytes)
    {
        var upload = await BeginAsync(fileName, bytes.Length);
        for (var number = 1; number <= upload.PartCount; number++)
        {
            await PutPartAsync(upload.Id, number, upload.Slice(bytes, number));
        }

        await CompleteAsync(upload.Id);
        return upload.Id;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        return _client.SendAsync(request);
    }

    private async Task<JsonNode> ReadAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        return await ReadAsync(request);
    }

    private async Task<JsonNode> ReadAsync(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && JsonNode.Parse(text) is { } body
            ? body
            : throw new HttpRequestException($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
    }

    private static T Octets<T>(T content)
        where T : HttpContent
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }
}
