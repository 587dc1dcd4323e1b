using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.PostgreSql;

internal sealed class LoraPostgreSqlContext(DbContextOptions<LoraPostgreSqlContext> options) : DbContext(options)
{
    public const string Schema = "lora";
    public const string HistoryTable = "migrations_history";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        LoraModel.Configure(modelBuilder, new LoraTables(Schema, "records", "uploads", "part_digests", "thumbnails", "audit_events"));

        // Snake-case names need no quotes in psql.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select(static (letter, index) =>
                char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")));
        }
    }
}
