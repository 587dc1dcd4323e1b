using Lora.EndToEnd.Tests.Hosting;
using Lora.EndToEnd.Tests.Programs;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>A host application outside the repository that uses the packages only.</summary>
internal static class GuestApp
{
    private const string Name = "Guest";

    /// <summary>Creates the application, restores it from the feed and builds it.</summary>
    /// <returns>The application, which is not started.</returns>
    public static async Task<WebServer> BuildAsync(TemporaryFolder folder, PackageFeed feed)
    {
        var home = folder[Name];
        var environment = await GuestFiles.WriteAsync(folder, feed, home, Files(feed));
        await CommandLine.RunAsync("dotnet", ["build", "-nologo", "-v:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"], home, environment);
        return new WebServer(Path.Combine(home, "bin", "Debug", Repository.Framework, $"{Name}.dll"), home, new Dictionary<string, string>());
    }

    private static Dictionary<string, string> Files(PackageFeed feed) => new()
    {
        [$"{Name}.csproj"] = $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>{Repository.Framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1900</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Lora.AspNetCore" Version="{feed.Version}" />
                <PackageReference Include="Lora.Components" Version="{feed.Version}" />
                <PackageReference Include="Lora.Storage.Sqlite" Version="{feed.Version}" />
                <PackageReference Include="Lora.Storage.FileSystem" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """,
        ["Program.cs"] = """
            using Guest;
            using Lora;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorComponents().AddInteractiveServerComponents();
            builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");

            var app = builder.Build();
            app.UseAntiforgery();
            app.MapStaticAssets();
            app.MapLoraManagement().AllowAnonymous();
            app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
            app.Run();
            """,
        ["_Imports.razor"] = """
            @using Lora.Components
            @using Microsoft.AspNetCore.Components.Forms
            @using Microsoft.AspNetCore.Components.Routing
            @using Microsoft.AspNetCore.Components.Web
            @using static Microsoft.AspNetCore.Components.Web.RenderMode
            """,
        ["App.razor"] = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <base href="/" />
              <link rel="stylesheet" href="@Assets["Guest.styles.css"]" />
              <link rel="icon" href="data:," />
              <title>Guest</title>
            </head>
            <body>
              <Router AppAssembly="typeof(App).Assembly"><Found Context="route"><RouteView RouteData="route" /></Found></Router>
              <script src="@Assets["_framework/blazor.web.js"]"></script>
            </body>
            </html>
            """,
        ["Home.razor"] = """
            @page "/"
            @rendermode InteractiveServer

            <button type="button" @onclick="() => _open = true">My LoRAs</button>
            <EditForm Model="_job"><LoraSelector @bind-Value="_job.Lora" Label="Style" /></EditForm>
            <p>Chosen: <output>@_job.Lora</output></p>
            <LoraManagementDialog @bind-Open="_open" />

            @code {
              private readonly Job _job = new();
              private bool _open;

              private sealed class Job
              {
                public string Lora { get; set; } = "";
              }
            }
            """,
    };
}
