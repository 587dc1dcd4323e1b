using Lora.Benchmarks.Host.Components;
using MudBlazor.Services;
using Radzen;

namespace Lora.Benchmarks.Host.Application;

/// <summary>An application with the selector and, on the same page, the components of other libraries.</summary>
internal static class SelectorApplication
{
    public static async Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        var settings = builder.Configuration.GetSection("Lora");
        builder.Services.AddSingleton(new CatalogueNames(await File.ReadAllLinesAsync(settings["Names"]!)));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        builder.Services.AddRadzenComponents();
        builder.Services.AddLoraManagement().UseSqlite(settings["ConnectionString"]!).UseFileSystem(settings["Folder"]!);
        RemoveBackgroundServices(builder.Services);

        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapLoraManagement().AllowAnonymous();
        app.MapRazorComponents<SelectorApp>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }

    /// <summary>They would find that the LoRAs of the benchmark have no files.</summary>
    private static void RemoveBackgroundServices(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ImplementationType?.Name is "LoraAnalysisService" or "LoraSweepService" or "LoraReconciliationService").ToList())
        {
            services.Remove(service);
        }
    }
}
