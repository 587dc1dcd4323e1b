using Lora.Conformance.Faults;
using Lora.Inspection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>A running application with LoRA management on SQLite and a folder.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private TestHost(WebApplication app, HostSetup setup, string folder, bool ownsFolder)
    {
        App = app;
        Folder = folder;
        _ownsFolder = ownsFolder;
        Time = setup.Time;
        Logs = setup.Logs;
        Sockets = setup.Sockets;
    }

    public WebApplication App { get; }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    public LogList Logs { get; }

    public bool Sockets { get; }

    public Uri Address => Sockets
        ? new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())
        : new Uri("http://localhost");

    public LoraManager Manager => App.Services.GetRequiredService<LoraManager>();

    public static async Task<TestHost> StartAsync(Action<HostSetup>? configure = null)
    {
        var setup = new HostSetup();
        configure?.Invoke(setup);
        var folder = setup.Folder ?? Directory.CreateTempSubdirectory("lora-api-").FullName;
        TestHost? host = null;
        try
        {
            host = new TestHost(Build(setup, folder), setup, folder, setup.Folder is null);
            await host.App.StartAsync();
            return host;
        }
        catch (Exception exception)
        {
            if (host is not null)
            {
                // The framework's host can't stop before its options have been validated.
                await host.DisposeAsync(stop: exception is not OptionsValidationException);
            }
            else if (setup.Folder is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            throw;
        }
    }

    /// <summary>A client that follows no redirects.</summary>
    /// <param name="user">The signed-in user, or <see langword="null"/> for an anonymous client.</param>
    public HttpClient Client(string? user = "ada")
    {
#pragma warning disable CA5400 // No certificate is used here.
        var client = Sockets
            ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address }
            : App.GetTestClient();
#pragma warning restore CA5400
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(TestUserHandler.Header, user);
        }

        return client;
    }

    public ValueTask DisposeAsync() => DisposeAsync(stop: true);

    private async ValueTask DisposeAsync(bool stop)
    {
        if (stop)
        {
            // Stopping waits for background work; disposing alone would leave it writing into a deleted folder.
            await App.StopAsync();
        }

        await App.DisposeAsync();
        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static WebApplication Build(HostSetup setup, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = setup.Environment });
        if (setup.Sockets)
        {
            builder.WebHost.UseKestrel(setup.Kestrel).UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(setup.Logs);
        builder.Services.AddSingleton<TimeProvider>(setup.Time);
        builder.Services.AddSingleton<ILoraInspector, AcceptAllInspector>();
        builder.Services.AddAuthentication(TestUserHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TestUserHandler>(TestUserHandler.SchemeName, null);
        builder.Services.AddAuthorization();
        builder.Services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
        builder.Services.AddDataProtection().SetApplicationName("lora-tests").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
        var lora = builder.Services
            .AddLoraManagement(options =>
            {
                options.SweepInterval = TimeSpan.Zero;
                options.SyncInterval = TimeSpan.Zero;
                options.PartSize = 5 * 1024 * 1024;
                setup.Options(options);
            })
            .ConfigureHttp(setup.Http)
            .UseSqlite($"Data Source={Path.Combine(folder, "lora.db")}")
            .UseFileSystem(Path.Combine(folder, "files"));
        setup.Lora(lora);
        setup.Services(builder.Services);
        var app = builder.Build();
        setup.Map(app);
        return app;
    }
}
