namespace Lora.Benchmarks.Transfers;

/// <summary>Sends the parts of a file, four at a time, with a bare <see cref="HttpClient"/>.</summary>
internal sealed class PartSender(Payload payload, int parallel = 4) : IDisposable
{
    public const int PartSize = 16 * 1024 * 1024;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };

    public HttpClient Http => _http;

    public int Count => (int)((payload.Size + PartSize - 1) / PartSize);

    /// <summary>Sends all.</summary>
    /// <param name="request">Creates the request for a part, without its body.</param>
    /// <param name="done">Hears each answer.</param>
    /// <param name="numbers">Which parts; <see langword="null"/> for all.</param>
    public Task SendAsync(Func<int, Task<HttpRequestMessage>> request, Action<int, HttpResponseMessage>? done = null, IEnumerable<int>? numbers = null) =>
        Parallel.ForEachAsync(numbers ?? Enumerable.Range(1, Count), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (number, token) =>
        {
            using var message = await request(number);
            message.Content = new ReadOnlyMemoryContent(payload.SliceUpTo((number - 1L) * PartSize, PartSize));
            using var answer = await _http.SendAsync(message, token);
            if (!answer.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"{message.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(token)}");
            }

            done?.Invoke(number, answer);
        });

    public void Dispose() => _http.Dispose();
}
