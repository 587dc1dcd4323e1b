using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lora.Storage.PostgreSql;

/// <summary>Creates the context for <c>dotnet ef migrations add</c>, which finds this class by its interface. It never connects.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<LoraPostgreSqlContext>
{
    public LoraPostgreSqlContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseNpgsql("Host=localhost", static npgsql => npgsql.MigrationsHistoryTable(LoraPostgreSqlContext.HistoryTable, LoraPostgreSqlContext.Schema))
            .Options);
}
