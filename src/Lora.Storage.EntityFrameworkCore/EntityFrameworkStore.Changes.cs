using System.Data;
using System.Globalization;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>The log of changes, with which servers that use the same database notify each other.</content>
internal sealed partial class EntityFrameworkStore : ILoraChangeTransport
{
    /// <summary>How long a row stays in the log. A reader that was interrupted for longer has missed changes.</summary>
    private static readonly TimeSpan ChangeLifetime = TimeSpan.FromMinutes(10);

    private readonly Guid _origin = Guid.NewGuid();
    private readonly ChangeSignal _signal = signal ?? new PollingSignal(TimeSpan.FromSeconds(1));

    /// <summary>Whether changes are logged. Default: <see langword="true"/>; <see langword="false"/> if the host has another transport.</summary>
    public bool LogsChanges { get; set; } = true;

    /// <summary>The clock of the log. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Does nothing: the transaction of the change has written it.</summary>
    Task ILoraChangeTransport.PublishAsync(LoraWorkspaceId workspace, LoraChange change, CancellationToken cancellationToken) => Task.CompletedTask;

    async Task ILoraChangeTransport.ListenAsync(Action<LoraWorkspaceId, LoraChange> received, Action missed, CancellationToken cancellationToken)
    {
        // After an interruption the log may have lost rows, and its reader is a new one.
        var position = new ChangeLogPosition(Time);
        await BeginAsync(position, cancellationToken).ConfigureAwait(false);
        missed();
        long? trimmed = null;
        while (true)
        {
            await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (workspace, change) in await ReadAsync(position, cancellationToken).ConfigureAwait(false))
            {
                received(workspace, change);
            }

            if (trimmed is not { } last || Time.GetElapsedTime(last) > ChangeLifetime)
            {
                trimmed = Time.GetTimestamp();
                await TrimAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task BeginAsync(ChangeLogPosition position, CancellationToken cancellationToken) => await ConnectedAsync(
        async context =>
        {
            var command = context.Database.GetDbConnection().CreateCommand();
            await using (command.ConfigureAwait(false))
            {
#pragma warning disable CA2100 // The statement contains only names of the model.
                command.CommandText = ChangeLogSql.For(context).Last;
#pragma warning restore CA2100
                position.Begin(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long last ? last : 0);
            }

            // What is in the log was saved before, and what is not may be committed later.
            return await ReadAsync(context, position, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    private Task<List<(LoraWorkspaceId Workspace, LoraChange Change)>> ReadAsync(ChangeLogPosition position, CancellationToken cancellationToken) =>
        ConnectedAsync(context => ReadAsync(context, position, cancellationToken), cancellationToken);

    private Task<T> ConnectedAsync<T>(Func<DbContext, Task<T>> action, CancellationToken cancellationToken) => database.RunAsync(
        async context =>
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await action(context).ConfigureAwait(false);
            }
            finally
            {
                await context.Database.CloseConnectionAsync().ConfigureAwait(false);
            }
        },
        cancellationToken);

    private async Task<List<(LoraWorkspaceId Workspace, LoraChange Change)>> ReadAsync(DbContext context, ChangeLogPosition position, CancellationToken cancellationToken)
    {
        var (sql, changes) = (ChangeLogSql.For(context), new List<(LoraWorkspaceId, LoraChange)>());
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            position.Forget();
            var gaps = string.Join(',', position.Gaps.Select(static gap => gap.ToString(CultureInfo.InvariantCulture)));
#pragma warning disable CA2100 // The statement contains only names of the model and numbers.
            command.CommandText = $"{sql.Read}{(gaps.Length == 0 ? string.Empty : $"{sql.ReadGaps}({gaps})")}{sql.Order}";
#pragma warning restore CA2100
            var after = command.CreateParameter();
            (after.ParameterName, after.DbType, after.Value) = ("@after", DbType.Int64, position.Last ?? 0);
            command.Parameters.Add(after);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    position.See(reader.GetInt64(0));
                    if (reader.GetGuid(4) != _origin)
                    {
                        changes.Add((new LoraWorkspaceId(reader.GetString(1)), new LoraChange((LoraChangeKind)reader.GetInt32(3), new LoraId(reader.GetGuid(2)))));
                    }
                }
            }
        }

        return changes;
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - ChangeLifetime;
        await database.RunAsync(
            async context => await context.Set<ChangeRow>().AnyAsync(row => row.ChangedAt < before, cancellationToken).ConfigureAwait(false)
                ? await context.Set<ChangeRow>().Where(row => row.ChangedAt < before).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false)
                : 0,
            cancellationToken).ConfigureAwait(false);
    }

    private ChangeRow? Logged(LoraWorkspaceId workspace, LoraId id, LoraChangeKind kind) => !LogsChanges ? null : new ChangeRow
    {
        WorkspaceKey = LoraStorageKey.Segment(workspace),
        Workspace = workspace.Value,
        LoraId = id.Value,
        Kind = kind,
        Origin = _origin,
        ChangedAt = Time.GetUtcNow(),
    };
}
