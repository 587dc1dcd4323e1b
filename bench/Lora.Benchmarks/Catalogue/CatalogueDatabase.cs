using System.Data.Common;
using System.Text.RegularExpressions;
using Lora.Storage;
using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Benchmarks.Catalogue;

/// <summary>A database with generated records, and both ways to query it: the toolkit's store and SQL written by hand.</summary>
internal abstract partial class CatalogueDatabase : IAsyncDisposable
{
    /// <summary>The migration before the one that creates the indexes of lists.</summary>
    protected const string TablesMigration = "Catalog";

    private const int Batch = 10_000;

    public abstract string Name { get; }

    public abstract TextIndex Index { get; }

    /// <summary>Gets the condition of a search by hand, with the word in <c>@word</c>, on an index that the benchmark adds for it.</summary>
    public abstract string HandSearch { get; }

    public ILoraStore Store { get; private set; } = null!;

    public static string Key(LoraWorkspaceId workspace) => workspace.ToKeySegment();

    /// <summary>Creates the tables, adds the records, and then creates the indexes.</summary>
    public async Task FillAsync(LoraWorkspaceId workspace, int count)
    {
        await CreateTablesAsync().ConfigureAwait(false);
        for (var first = 0; first < count; first += Batch)
        {
            var rows = Enumerable.Range(first, Math.Min(Batch, count - first)).Select(number => LoraRecordRow.From(CatalogueRecords.Create(workspace, number, count))).ToList();
            await AddAsync(rows).ConfigureAwait(false);
            await using var context = Open();
            await using var transaction = await context.Database.BeginTransactionAsync().ConfigureAwait(false);
            await UsageTable.AddAsync(context, rows.Select(row => RecordUsage.Of(row).Change(row.WorkspaceKey, 1)), CancellationToken.None).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }

        await CreateIndexesAsync().ConfigureAwait(false);
        OpenStore();
    }

    protected void OpenStore() =>
        Store = new EntityFrameworkStore(
            new LoraDatabase(_ =>
            {
                var context = Open();
                return Task.FromResult(new ContextLease(context, context));
            }),
            prepare: null,
            Index);

    /// <summary>Runs SQL that was written by hand, and reads all values of all rows.</summary>
    public async Task<int> QueryAsync(string sql, params (string Name, object Value)[] parameters)
    {
        var connection = Connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync().ConfigureAwait(false);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The SQL is in this benchmark.
            command.CommandText = Translate(sql);
#pragma warning restore CA2100
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, Convert(value));
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            var values = new object[reader.FieldCount];
            var count = 0;
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                reader.GetValues(values);
                count++;
            }

            return count;
        }
    }

    public abstract ValueTask DisposeAsync();

    protected abstract DbContext Open();

    protected abstract DbConnection Connect();

    protected abstract Task CreateTablesAsync();

    protected abstract Task AddAsync(IReadOnlyList<LoraRecordRow> rows);

    protected abstract Task CreateIndexesAsync();

    protected abstract object Convert(object value);

    /// <summary>Returns SQL for this database. It is written with the names that SQLite has.</summary>
    protected abstract string Translate(string sql);

    [GeneratedRegex("\"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    protected static partial Regex Identifier();
}
