using System.Data.Common;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Lora.Storage.EntityFrameworkCore.Tests.Plans;

public sealed class SqlitePlanTests(SqlitePlanTests.Fixture fixture) : PlanTests, IClassFixture<SqlitePlanTests.Fixture>
{
    // An index row takes about 15 instructions and a card about 60. A search first reads 512 rows of the list.
    private const long InstructionsForResult = 500;
    private const long Instructions = 60_000;

    protected override async Task AssertBoundedAsync(Func<ILoraStore, Task<int>> action)
    {
        fixture.Counter.Instructions = 0;
        var results = await action(fixture.Store);
        Assert.InRange(fixture.Counter.Instructions, 1, Instructions + (results * InstructionsForResult));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public ILoraStore Store { get; private set; } = default!;

        internal InstructionCounter Counter { get; } = new();

        public async Task InitializeAsync()
        {
            var options = new DbContextOptionsBuilder<LoraSqliteContext>().UseSqlite($"Data Source={_folder.File("lora.db")}").AddInterceptors(Counter).Options;
            await using (var context = new LoraSqliteContext(options))
            {
                await SqliteMigration.ApplyAsync(context, report: null, CancellationToken.None);
            }

            var index = new SqliteTextIndex();
            await LargeLibrary.FillAsync(() => new LoraSqliteContext(options), index, Large, LargeLibrary.Count);
            Store = new EntityFrameworkStore(
                new LoraDatabase(_ =>
                {
                    var context = new LoraSqliteContext(options);
                    return Task.FromResult(new ContextLease(context, context));
                }),
                prepare: null,
                index);
        }

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }

    /// <summary>Counts the instructions of SQLite's virtual machine, which are proportional to the rows that it visits.</summary>
    internal sealed class InstructionCounter : DbCommandInterceptor
    {
        private const int Step = 10;

        public long Instructions { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            raw.sqlite3_progress_handler(((SqliteConnection)command.Connection!).Handle!, Step, Count, null);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        private int Count(object state)
        {
            Instructions += Step;
            return 0;
        }
    }
}
