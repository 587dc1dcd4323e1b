using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.Sqlite;

internal sealed class LoraSqliteContext(DbContextOptions<LoraSqliteContext> options) : DbContext(options)
{
    public const string HistoryTable = "__LoraMigrationsHistory";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        LoraModel.Configure(modelBuilder, LoraTables.Prefixed(schema: null, "Lora"), isNumbered: true);
        PartialIndexes.Configure(modelBuilder, static property => $"\"{property.Name}\"");
    }
}
