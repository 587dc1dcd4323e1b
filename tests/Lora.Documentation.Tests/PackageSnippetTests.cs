using System.Net;
using Studio.Packages;

namespace Lora.Documentation.Tests;

/// <summary>The code in the READMEs of packages does what the text around it says.</summary>
[Collection(nameof(SnippetHost))]
public sealed class PackageSnippetTests : IDisposable
{
    private readonly SnippetHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task AspNetCore_package_maps_the_api_for_signed_in_users()
    {
        var builder = WebApplication.CreateBuilder(_host.Arguments);
        AspNetCorePackage.Add(builder);
        AspNetCorePackage.AddHealthCheck(builder);
        await using var app = builder.Build();
        SnippetHost.SignInByHeader(app);
        app.MapHealthChecks("/health");
        AspNetCorePackage.Map(app);
        using var client = await SnippetHost.StartAsync(app);
        using var anonymous = await client.GetAsync(new Uri("/api/lora", UriKind.Relative));
        client.DefaultRequestHeaders.Add(SnippetHost.UserHeader, "ada");
        using var user = await client.GetAsync(new Uri("/api/lora", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (anonymous.StatusCode, user.StatusCode));
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task Core_package_lists_LoRAs_in_a_worker()
    {
        var builder = Host.CreateApplicationBuilder();
        CorePackage.Add(builder);
        using var host = builder.Build();
        foreach (var initializer in host.Services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        var page = await host.Services.GetRequiredService<LoraManager>().ListAsync(new LoraWorkspaceId("studio"), new LoraQuery());
        Assert.Empty(page.OrThrow().Items);
    }

    [Fact]
    public async Task Inspection_package_prints_the_verdict_of_a_file()
    {
        await File.WriteAllBytesAsync("neon.safetensors", SampleFile.Create());
        var previous = Console.Out;
        await using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            await InspectionPackage.InspectAsync();
        }
        finally
        {
            Console.SetOut(previous);
        }

        Assert.StartsWith("Ok: ", output.ToString(), StringComparison.Ordinal);
    }
}
