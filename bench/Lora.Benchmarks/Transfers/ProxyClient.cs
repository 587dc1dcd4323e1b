using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lora.Benchmarks.Transfers;

/// <summary>Sends parts through the application, like a browser that cannot reach storage.</summary>
internal sealed class ProxyClient(Uri application, Payload payload) : IDisposable
{
    private readonly PartSender _sender = new(payload);
    private readonly Uri _api = new(application, "api/lora/");
    private string _id = "";

    /// <summary>How many parts there are.</summary>
    public int Count => _sender.Count;

    /// <summary>Sends parts with the header Content-Digest.</summary>
    public Task SendAsync(IReadOnlyList<string> digests) => SendAsync(number => digests[number - 1]);

    public Task SendAsync() => SendAsync(static _ => null);

    /// <summary>Begins a session.</summary>
    public async Task BeginAsync()
    {
        using var answer = await _sender.Http.PostAsJsonAsync(new Uri(_api, "uploads"), new { fileName = "bench.safetensors", size = payload.Size });
        _id = (string)(await ReadAsync(answer))["id"]!;
    }

    /// <summary>Sends some parts of the session.</summary>
    /// <param name="digestOf">The digest to announce.</param>
    /// <param name="done">Hears each answer.</param>
    /// <param name="numbers">Which parts; <see langword="null"/> for all.</param>
    public Task SendPartsAsync(Func<int, string?> digestOf, Action<int, HttpResponseMessage>? done = null, IEnumerable<int>? numbers = null) =>
        _sender.SendAsync(number => Task.FromResult(Request(number, digestOf(number))), done, numbers);

    /// <summary>The parts that the session has.</summary>
    public async Task<IReadOnlyList<int>> StoredAsync()
    {
        using var answer = await _sender.Http.GetAsync(new Uri(_api, $"uploads/{_id}"));
        return [.. (await ReadAsync(answer))["stored"]!.AsArray().Select(number => (int)number!)];
    }

    public async Task CompleteAsync()
    {
        using var answer = await _sender.Http.PostAsync(new Uri(_api, $"uploads/{_id}/complete"), null);
        await ReadAsync(answer);
    }

    public async Task RemoveAsync()
    {
        using var answer = await _sender.Http.DeleteAsync(new Uri(_api, _id));
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _sender.Dispose();

    private async Task SendAsync(Func<int, string?> digestOf)
    {
        await BeginAsync();
        await SendPartsAsync(digestOf);
        await CompleteAsync();
    }

    private HttpRequestMessage Request(int number, string? digest)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_api, string.Create(CultureInfo.InvariantCulture, $"uploads/{_id}/parts/{number}")));
        if (digest is not null)
        {
            request.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(digest))}:");
        }

        return request;
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
    }
}
