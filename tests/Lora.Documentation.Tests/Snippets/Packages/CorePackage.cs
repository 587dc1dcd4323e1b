// begin: package-core
using Lora;

// end

namespace Studio.Packages;

internal static class CorePackage
{
    public static void Add(HostApplicationBuilder builder)
    {
        // begin: package-core
        builder.Services.AddLoraCore().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");
        // end
    }

    public static async Task<bool> BuildAsync(LoraGeneration generation, LoraCaller caller, ModelValues values)
    {
        // begin: package-core-generation
        var result = await generation.BuildAsync(caller, "wan22", values);
        // end
        return result.Succeeded;
    }
}
