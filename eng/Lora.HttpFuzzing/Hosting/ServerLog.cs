using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lora.HttpFuzzing.Hosting;

/// <summary>Reads what a server logs as JSON and keeps the errors.</summary>
internal sealed class ServerLog
{
    private const int KeptLines = 50;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<LogError> _errors = new();

    /// <summary>Gets the last lines, for a server that does not start.</summary>
    public string Tail => string.Join(Environment.NewLine, _lines);

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > KeptLines && _lines.TryDequeue(out _))
        {
        }

        if (ErrorOf(line) is { } error)
        {
            _errors.Enqueue(error);
        }
    }

    /// <summary>Returns the errors since the last call.</summary>
    public IEnumerable<LogError> TakeErrors()
    {
        while (_errors.TryDequeue(out var error))
        {
            yield return error;
        }
    }

    private static LogError? ErrorOf(string line)
    {
        // What a runtime that dies writes is not JSON.
        if (line.StartsWith("Unhandled exception", StringComparison.Ordinal) || line.StartsWith("Out of memory", StringComparison.Ordinal))
        {
            return new LogError("process", line, string.Empty, TraceId: null);
        }

        try
        {
            return line.StartsWith('{') && JsonNode.Parse(line) is JsonObject entry && (string?)entry["LogLevel"] is "Error" or "Critical" && !IsBadRequest((string?)entry["Exception"])
                ? new LogError((string?)entry["Category"] ?? string.Empty, (string?)entry["Message"] ?? string.Empty, (string?)entry["Exception"] ?? string.Empty, TraceOf(entry["Scopes"]))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns whether the exception is the one with which the framework answers 400. In development it logs it as an error.</summary>
    private static bool IsBadRequest(string? exception) => exception is not null && exception.StartsWith("Microsoft.AspNetCore.Http.BadHttpRequestException:", StringComparison.Ordinal);

    private static string? TraceOf(JsonNode? scopes) =>
        scopes is JsonArray all ? all.OfType<JsonObject>().Select(static scope => (string?)scope["TraceId"]).FirstOrDefault(static id => id is not null) : null;
}
