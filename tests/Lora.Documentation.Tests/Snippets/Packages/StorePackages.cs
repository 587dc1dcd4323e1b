// begin: package-embedded
using Lora;

// end

namespace Studio.Packages;

/// <summary>The packages Lora.Storage.Sqlite and Lora.Storage.FileSystem.</summary>
internal static class StorePackages
{
    public static void Add(WebApplicationBuilder builder)
    {
        // begin: package-embedded
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");
        // end
    }

    public static void AddWithoutMigrations(WebApplicationBuilder builder)
    {
        // begin: package-sqlite-migrations
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db", options => options.MigrateAtStart = false);
        // end
    }
}
