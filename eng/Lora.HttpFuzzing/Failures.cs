using System.Collections.Concurrent;
using System.Globalization;
using Lora.HttpFuzzing.Http;
using Lora.HttpFuzzing.Requests;

namespace Lora.HttpFuzzing;

/// <summary>Collects failures by their cause, and the latest requests, which errors in a log refer to.</summary>
internal sealed class Failures
{
    private const int RememberedRequests = 10_000;

    private readonly ConcurrentDictionary<string, HttpFailure> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Server, Operation Operation, HttpDraft Draft)> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public int Kinds => _failures.Count;

    public void Remember(string trace, string server, Operation operation, HttpDraft draft)
    {
        _requests[trace] = (server, operation, draft);
        _order.Enqueue(trace);
        if (_order.Count > RememberedRequests && _order.TryDequeue(out var oldest))
        {
            _requests.TryRemove(oldest, out _);
        }
    }

    /// <summary>Returns whether this trace is that of a request whose answer is checked.</summary>
    public bool IsKnown(string? trace) => trace is not null && _requests.ContainsKey(trace);

    public void Add(string signature, string problem, string? trace)
    {
        var failure = trace is not null && _requests.TryGetValue(trace, out var request)
            ? new HttpFailure(signature, problem, $"case {CaseOf(trace)}, {request.Server} {request.Operation}\n{request.Draft.Describe()}", request.Draft.ToBytes())
            : new HttpFailure(signature, problem, string.Empty, []);
        _failures.AddOrUpdate(signature, failure, static (_, same) =>
        {
            same.Count++;
            return same;
        });
    }

    /// <summary>Describes each kind of failure and keeps its request in a file, which <c>nc 127.0.0.1 PORT</c> sends again.</summary>
    public IReadOnlyList<string> Describe(string? folder) =>
        [.. _failures.Values.OrderBy(static failure => failure.Signature, StringComparer.Ordinal).Select((failure, index) => Describe(failure, index, folder))];

    private static string Describe(HttpFailure failure, int index, string? folder)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{failure.Signature} ({failure.Count} times)\n{Shorten(failure.Problem)}\n--- the first request\n{failure.Request}\n");
        if (folder is null)
        {
            return text;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"failure-{index + 1}"));
        File.WriteAllText(path + ".txt", $"{failure.Signature}\n{failure.Problem}\n---\n{failure.Request}\n");
        File.WriteAllBytes(path + ".http", failure.Bytes);
        return $"{text}--- kept as {path}.http; send it again with: nc 127.0.0.1 PORT < {path}.http\n";
    }

    private static long CaseOf(string trace) => long.Parse(trace.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length > 3000 ? text[..3000] + " …" : text;
}
