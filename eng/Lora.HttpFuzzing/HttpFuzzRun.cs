using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Hosting;
using Lora.HttpFuzzing.Http;
using Lora.HttpFuzzing.Requests;

namespace Lora.HttpFuzzing;

/// <summary>Sends malformed requests to both samples, the same for the same seed except for the ids that the servers have assigned.</summary>
/// <param name="servers">The samples.</param>
/// <param name="seed">Determines the requests.</param>
public sealed class HttpFuzzRun(FuzzServers servers, ulong seed)
{
    private const int Connections = 16;
    private const int MaxKinds = 40;
    private const int ScenarioEvery = 40;

    private readonly Failures _failures = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentDictionary<string, bool> _reached = new(StringComparer.Ordinal);
    private long _next;
    private int _sent;

    /// <summary>Gets or sets the callback for progress messages.</summary>
    public Action<string>? Progress { get; set; }

    /// <summary>Gets or sets the number of the first case.</summary>
    public long First { get; set; }

    /// <summary>Gets or sets the folder in which failing requests are kept; <see langword="null"/> keeps none.</summary>
    public string? Artifacts { get; set; }

    /// <summary>Sends requests until the given number was sent or the time is over.</summary>
    public async Task<HttpFuzzReport> ExecuteAsync(int requests, TimeSpan limit)
    {
        var targets = new[]
        {
            await FuzzTarget.PrepareAsync(servers.Studio, servers.Document, SampleOperations.Studio(servers.Document)).ConfigureAwait(false),
            await FuzzTarget.PrepareAsync(servers.Shop, servers.Document, SampleOperations.ExistingForm(servers.Document)).ConfigureAwait(false),
        };
        _next = First - 1;
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => WorkAsync(targets, requests, clock, limit))).ToList();
        await ReportProgressAsync(Task.WhenAll(workers), targets, clock).ConfigureAwait(false);
        await CheckHealthAsync(targets).ConfigureAwait(false);
        var operations = targets.SelectMany(static target => target.Operations.Select(operation => $"{target.Server.Name} {operation}")).Distinct(StringComparer.Ordinal).ToList();
        return new HttpFuzzReport(seed, _sent, operations.Count, clock.Elapsed, _statuses, [.. operations.Where(operation => !_reached.ContainsKey(operation))], _failures.Describe(Artifacts));
    }

    private async Task ReportProgressAsync(Task work, FuzzTarget[] targets, Stopwatch clock)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(5))).ConfigureAwait(false) != work)
        {
            TakeErrors(targets);
            Progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{_sent} requests, {_sent / clock.Elapsed.TotalSeconds:F0} a second, {_failures.Kinds} kinds of failure"));
        }

        await work.ConfigureAwait(false);
    }

    private async Task WorkAsync(FuzzTarget[] targets, int requests, Stopwatch clock, TimeSpan limit)
    {
        var connections = targets.ToDictionary(static target => target, static target => new RawConnection(target.Server.Port));
        while (Volatile.Read(ref _sent) < requests && clock.Elapsed < limit && _failures.Kinds < MaxKinds)
        {
            var number = Interlocked.Increment(ref _next);
            var random = new FuzzRandom(seed, number);
            var target = targets[random.Below(3) == 0 ? 1 : 0];
            var step = 0;
            Task<RawResponse?> SendAsync(Operation operation, HttpDraft draft) => ExchangeAsync(target, connections[target], operation, draft, $"{number:x16}{++step:x16}");
            if (random.Below(ScenarioEvery) == 0)
            {
                await new UploadScenario(target, random, SendAsync).RunAsync().ConfigureAwait(false);
            }
            else
            {
                var (operation, draft) = RequestMaker.Make(target, random);
                await SendAsync(operation, draft).ConfigureAwait(false);
            }
        }

        foreach (var connection in connections.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<RawResponse?> ExchangeAsync(FuzzTarget target, RawConnection connection, Operation operation, HttpDraft draft, string trace)
    {
        Interlocked.Increment(ref _sent);
        if (!draft.Headers.Exists(static header => header.Name.Equals("traceparent", StringComparison.OrdinalIgnoreCase)))
        {
            draft.Headers.Add(("traceparent", $"00-{trace}-0000000000000001-01"));
        }

        _failures.Remember(trace, target.Server.Name, operation, draft);
        try
        {
            var response = await connection.ExchangeAsync(draft).ConfigureAwait(false);
            _statuses.AddOrUpdate(response?.Status ?? 0, 1, static (_, count) => count + 1);
            if (Verdict.Of(operation, draft, response) is { } problem)
            {
                _failures.Add($"{target.Server.Name} {operation}: {problem}", response is null ? problem : $"{problem}\n{response.Head}\n{response.Body}", trace);
            }
            else if (response is { Status: < 400 })
            {
                _reached[$"{target.Server.Name} {operation}"] = true;
                target.Known.Learn(response.Body);
            }

            return response;
        }
        catch (Exception fault) when (fault is TimeoutException or SocketException)
        {
            _failures.Add($"{target.Server.Name} {operation}: {fault.GetType().Name}", fault.Message, trace);
            return null;
        }
    }

    private async Task CheckHealthAsync(FuzzTarget[] targets)
    {
        foreach (var target in targets)
        {
            using var connection = new RawConnection(target.Server.Port);
            var operation = new Operation("GET", "/api/lora", []);
            var response = await ExchangeAsync(target, connection, operation, RequestMaker.Plain(target, "GET", "/api/lora", target.Users[0]), new string('f', 32)).ConfigureAwait(false);
            if (response is not { Status: 200 })
            {
                _failures.Add($"{target.Server.Name} is not healthy at the end", response?.Body ?? "no answer", new string('f', 32));
            }
        }

        // The console logger writes from a queue of its own.
        await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        TakeErrors(targets);
    }

    private void TakeErrors(FuzzTarget[] targets)
    {
        foreach (var target in targets)
        {
            // Entity Framework logs every exception, even an expected one for a row that was just deleted. Unhandled ones show in the response.
            foreach (var error in target.Server.Log.TakeErrors().Where(error => !error.Category.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal) || !_failures.IsKnown(error.TraceId)))
            {
                _failures.Add($"{target.Server.Name} logged an error: {error.Signature}", $"{error.Category}: {error.Message}\n{error.Exception}", error.TraceId);
            }
        }
    }
}
