// begin: package-aspnetcore
using Lora;

// end

namespace Studio.Packages;

internal static class AspNetCorePackage
{
    public static void Add(WebApplicationBuilder builder)
    {
        // begin: package-aspnetcore
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");
        // ...
        // end
    }

    public static void Map(WebApplication app)
    {
        // begin: package-aspnetcore
        app.MapLoraManagement();   // the HTTP API, under /api/lora
        // end
    }

    public static void AddHealthCheck(WebApplicationBuilder builder)
    {
        // begin: package-aspnetcore-health
        builder.Services.AddHealthChecks().AddLora();
        // end
    }
}
