using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Lora.Storage.EntityFrameworkCore.Tests.Uploads;

/// <summary>The commands of a database and its commits. Commits are counted correctly for one caller at a time.</summary>
internal sealed class StatementLog : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<string> _commands = [];
    private bool _isInTransaction;

    public IReadOnlyList<string> Commands => _commands;

    /// <summary>The number of commits: of transactions, and of commands outside of one that write.</summary>
    public int Commits { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId == RelationalEventId.TransactionStarted)
        {
            _isInTransaction = true;
        }
        else if (eventId == RelationalEventId.TransactionCommitted)
        {
            (_isInTransaction, Commits) = (false, Commits + 1);
        }
        else if (eventId == RelationalEventId.CommandExecuted)
        {
            var text = formatter(state, exception);
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
            lock (_lock)
            {
                _commands.Add(text);
            }

            if (!_isInTransaction && !text.StartsWith("SELECT", StringComparison.Ordinal))
            {
                Commits++;
            }
        }
    }

    public void Clear()
    {
        _commands.Clear();
        Commits = 0;
    }

    public void Dispose()
    {
    }
}
