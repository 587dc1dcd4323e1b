using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lora.Load;

/// <summary>Counts the answers that one kind of client got, and how long they took.</summary>
internal sealed class Tally(string name)
{
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _failures;

    public int Requests => _answers.Values.Sum();

    /// <summary>Gets how many requests were not answered with success.</summary>
    public int Failures => _failures;

    /// <summary>Sends a request and counts its answer; <see langword="null"/> if there was none.</summary>
    public async Task<HttpResponseMessage?> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var response = await client.SendAsync(request, cancellationToken);
            Add(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), clock.Elapsed, response.IsSuccessStatusCode);
            return response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Add("no answer", clock.Elapsed, succeeded: false);
            return null;
        }
    }

    public void Add(string answer, TimeSpan elapsed, bool succeeded)
    {
        _answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
        _milliseconds.Enqueue(elapsed.TotalMilliseconds);
        if (!succeeded)
        {
            Interlocked.Increment(ref _failures);
        }
    }

    public static void Print(params IReadOnlyList<Tally> tallies)
    {
        Console.WriteLine("| client | requests | p50 | p95 | slowest | answers |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var tally in tallies)
        {
            Console.WriteLine(tally.ToString());
        }
    }

    public override string ToString()
    {
        var sorted = _milliseconds.Order().ToList();
        var answers = string.Join(", ", _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Value} x {answer.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {sorted.Count} | {At(sorted, 0.5):F0} ms | {At(sorted, 0.95):F0} ms | {At(sorted, 1):F0} ms | {answers} |");
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
