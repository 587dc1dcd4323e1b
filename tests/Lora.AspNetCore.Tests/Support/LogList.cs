using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>Collects log entries.</summary>
internal sealed class LogList : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly SemaphoreSlim _added = new(0);

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Waits for a log entry of the toolkit with one of these event ids.</summary>
    public async Task<LogLine> WaitForAsync(params int[] events)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Category.StartsWith("Lora.", StringComparison.Ordinal) && events.Contains(line.Event)) is { } found)
            {
                return found;
            }

            await _added.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => _added.Dispose();

    internal sealed record LogLine(string Category, LogLevel Level, int Event, string Text, Exception? Exception);

    private sealed class Logger(LogList list, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            list._lines.Enqueue(new LogLine(category, logLevel, eventId.Id, formatter(state, exception), exception));
            list._added.Release();
        }
    }
}
