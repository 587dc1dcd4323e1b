using Lora.Storage.EntityFrameworkCore.Database;
using Npgsql;

namespace Lora.Storage.PostgreSql;

/// <summary>
/// Waits for notifications of the database (LISTEN and NOTIFY) on a connection of its own. They contain nothing, because the changes are in the log. If the connection is lost, the log is read in
/// intervals until there is another one; also while it exists, because a connection pool in front of the server may not deliver notifications.
/// </summary>
internal sealed class PostgreSqlSignal(string connectionString) : ChangeSignal
{
    private const string Channel = "lora_changes";

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <summary>How long the log is not read if there is no notification.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Multiplexing = false,
        ApplicationName = "Lora changes",

        // Detects a server that is gone without a word.
        KeepAlive = 30,
    }.ConnectionString;

    private NpgsqlConnection? _connection;
    private TimeSpan _delay = TimeSpan.Zero;

    public override string Statement => $"NOTIFY {Channel}";

    public override async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null)
            {
                await Task.Delay(_delay, cancellationToken).ConfigureAwait(false);
                _connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);

                // What was committed before is in the log, which is read now.
                return;
            }

            await _connection.WaitAsync(Quiet, cancellationToken).ConfigureAwait(false);
            _delay = TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException or TimeoutException)
        {
            await DisconnectAsync().ConfigureAwait(false);
            _delay = _delay == TimeSpan.Zero ? TimeSpan.FromMilliseconds(200) : _delay * 2 < MaxDelay ? _delay * 2 : MaxDelay;
        }
        catch
        {
            await DisconnectAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = $"LISTEN {Channel}";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DisconnectAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
