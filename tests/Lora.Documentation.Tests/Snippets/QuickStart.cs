// begin: quick-start
using Lora;

// end

namespace Studio;

/// <summary>The host of the README.</summary>
internal static class QuickStart
{
    public static WebApplication Build(string[] args)
    {
        // begin: quick-start
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");

        var app = builder.Build();
        app.MapLoraManagement().AllowAnonymous();   // remove AllowAnonymous() when your users sign in
        // end
        return app;
    }

    public static void Run(WebApplication app)
    {
        // begin: quick-start
        app.Run();
        // end
    }
}
