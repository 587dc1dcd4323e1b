using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.PostgreSql;

internal sealed class LoraPostgreSqlContext(DbContextOptions<LoraPostgreSqlContext> options) : DbContext(options)
{
    public const string Schema = "lora";
    public const string HistoryTable = "migrations_history";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        LoraModel.Configure(modelBuilder, new LoraTables(Schema, "records", "usage", "uploads", "part_digests", "thumbnails", "audit_events", "changes"));
        modelBuilder.Entity<LoraRecordRow>(static entity =>
        {
            entity.Property(static row => row.Grams).HasColumnType("integer[]");
            entity.HasIndex(static row => row.Grams).HasMethod("gin");
        });

        modelBuilder.Entity<ChangeRow>(static entity =>
        {
            // Every key begins with the workspace, so that each table can be partitioned by it.
            entity.HasKey(static row => new { row.WorkspaceKey, row.Sequence });
            entity.HasIndex(static row => row.Sequence);
        });

        // Snake-case names need no quotes in psql.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }

        PartialIndexes.Configure(modelBuilder, static property => SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) => string.Concat(name.Select(static (letter, index) =>
        char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
