using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Failures;

/// <summary>Simulates the loss of the connection after the database has executed a command and before its response arrives.</summary>
internal sealed class LostResponseInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    public bool LosesNextCommand { get; set; }

    /// <summary>The number of commands that succeed before one response is lost.</summary>
    public int CommandsBefore { get; set; }

    public bool LosesNextCommit { get; set; }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        ThrowOnce(IsLost());
        return base.NonQueryExecutedAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        var isLost = IsLost();
        if (isLost)
        {
            result.Close();
        }

        ThrowOnce(isLost);
        return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ThrowOnce(LosesNextCommit);
        return Task.CompletedTask;
    }

    private bool IsLost() => LosesNextCommand && CommandsBefore-- <= 0;

    private void ThrowOnce(bool loses)
    {
        if (loses)
        {
            LosesNextCommand = LosesNextCommit = false;
            throw new NpgsqlException("The connection was lost.", new IOException());
        }
    }
}
