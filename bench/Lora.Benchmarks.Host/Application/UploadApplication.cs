using Lora.Benchmarks.Host.Components;

namespace Lora.Benchmarks.Host.Application;

/// <summary>An application with the toolkit in it, as a host would write it, and one page to upload from.</summary>
internal static class UploadApplication
{
    public static async Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        var settings = builder.Configuration.GetSection("Lora");
        builder.Services.AddSingleton<ReceivedBytes>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var toolkit = builder.Services.AddLoraManagement(options => settings.GetSection("Options").Bind(options))
            .UseSqlite(settings["ConnectionString"]!)
            .UseS3(options => settings.GetSection("S3").Bind(options));
        if (settings.GetValue<bool>("LargeReads"))
        {
            toolkit.UseLargeReads();
        }

        RemoveAnalysis(builder.Services);

        await using var app = builder.Build();
        app.Services.GetRequiredService<ReceivedBytes>().Count(app);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapLoraManagement().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        using var usual = new UsualUpload(settings.GetSection("S3"));
        app.MapPut("/usual", usual.TakeAsync);
        app.MapDelete("/usual", usual.RemoveAsync);
        await app.RunAsync();
    }

    /// <summary>It reads each new object once, a moment after it was completed: in the midst of what is measured next.</summary>
    private static void RemoveAnalysis(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ImplementationType?.Name == "LoraAnalysisService").ToList())
        {
            services.Remove(service);
        }
    }
}
