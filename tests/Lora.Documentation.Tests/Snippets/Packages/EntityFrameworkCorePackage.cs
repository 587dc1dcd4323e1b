// begin: package-efcore
using Lora;

// end
using Microsoft.EntityFrameworkCore;

namespace Studio.Packages;

internal sealed class EntityFrameworkCorePackage(DbContextOptions<EntityFrameworkCorePackage> options) : DbContext(options)
{
    // begin: package-efcore
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseLora();
    // end
}
