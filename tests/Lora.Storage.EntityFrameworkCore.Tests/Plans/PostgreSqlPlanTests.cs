using System.Data.Common;
using System.Text.Json.Nodes;
using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Plans;

public sealed class PostgreSqlPlanTests(PostgreSqlPlanTests.Fixture fixture) : PlanTests, IClassFixture<PostgreSqlPlanTests.Fixture>
{
    // A search first reads 512 rows of the list, and a filter a page of each range.
    private const double Rows = 1_100;
    private const double RowsForResult = 4;

    protected override async Task AssertBoundedAsync(Func<ILoraStore, Task<int>> action)
    {
        fixture.Recorder.Commands.Clear();
        var results = await action(fixture.Store);
        var visited = 0.0;
        foreach (var (sql, parameters) in fixture.Recorder.Commands.ToList())
        {
            visited += await fixture.CountVisitedRowsAsync(sql, parameters);
        }

        Assert.True(visited <= Rows + (results * RowsForResult), $"{visited} rows were visited for {results}: {string.Join("; ", fixture.Recorder.Commands.Select(static command => command.Sql))}");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private PostgresDatabase? _database;

        public ILoraStore Store { get; private set; } = default!;

        internal Recorder Recorder { get; } = new();

        public async Task InitializeAsync()
        {
            _database = await PostgresServer.CreateDatabaseAsync();
            var options = new DbContextOptionsBuilder<LoraPostgreSqlContext>()
                .UseNpgsql(_database.ConnectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history", "lora")).AddInterceptors(Recorder).Options;
            await using (var context = new LoraPostgreSqlContext(options))
            {
                await PostgreSqlMigration.ApplyAsync(context, report: null, CancellationToken.None);
            }

            var index = new PostgreSqlTextIndex();
            await LargeLibrary.FillAsync(() => new LoraPostgreSqlContext(options), index, Large, LargeLibrary.Count);
            await using (var context = new LoraPostgreSqlContext(options))
            {
                await context.Database.ExecuteSqlRawAsync("VACUUM ANALYZE lora.records");
            }

            Store = new EntityFrameworkStore(
                new LoraDatabase(_ =>
                {
                    var context = new LoraPostgreSqlContext(options);
                    return Task.FromResult(new ContextLease(context, context));
                }),
                prepare: null,
                index);
        }

        public async Task DisposeAsync()
        {
            if (_database is not null)
            {
                await _database.DisposeAsync();
            }
        }

        internal async Task<double> CountVisitedRowsAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters)
        {
            await using var connection = new NpgsqlConnection(_database!.ConnectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The store's own statement.
            command.CommandText = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql;
#pragma warning restore CA2100
            command.Parameters.AddRange(parameters.Select(static parameter => parameter.Clone()).ToArray());
            return Visited(JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)![0]!["Plan"]!);
        }

        private static double Visited(JsonNode plan)
        {
            var loops = (double?)plan["Actual Loops"] ?? 0;
            var own = (string)plan["Node Type"]! is "Seq Scan" or "Index Scan" or "Index Only Scan" or "Bitmap Heap Scan" or "Bitmap Index Scan"
                ? loops * (((double?)plan["Actual Rows"] ?? 0) + ((double?)plan["Rows Removed by Filter"] ?? 0) + ((double?)plan["Rows Removed by Index Recheck"] ?? 0))
                : 0;
            return own + (plan["Plans"]?.AsArray().Sum(static child => Visited(child!)) ?? 0);
        }
    }

    /// <summary>Records the queries of the store.</summary>
    internal sealed class Recorder : DbCommandInterceptor
    {
        public List<(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add((command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(static parameter => parameter.Clone())]));
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
