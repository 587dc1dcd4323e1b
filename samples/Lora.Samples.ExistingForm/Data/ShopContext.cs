using Microsoft.EntityFrameworkCore;

namespace Lora.Samples.ExistingForm.Data;

internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<PosterOrder> Orders => Set<PosterOrder>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.UseLora();
    }
}
