using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lora.Storage.Sqlite;

/// <summary>Creates the context for <c>dotnet ef migrations add</c>, which finds this class by its interface. It never connects.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<LoraSqliteContext>
{
    public LoraSqliteContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseSqlite("Data Source=design.db", static sqlite => sqlite.MigrationsHistoryTable(LoraSqliteContext.HistoryTable))
            .Options);
}
