using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

/// <summary>A host's own context, with its own table and conventions that differ from the toolkit's.</summary>
public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    public DbSet<HostOrder> Orders => Set<HostOrder>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().AreUnicode(false).HaveMaxLength(10);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<string>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseLora(tablePrefix: "Studio");
}
