using Lora;
using Microsoft.EntityFrameworkCore;

namespace Studio;

// begin: own-context-model
internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseLora();
}
// end
