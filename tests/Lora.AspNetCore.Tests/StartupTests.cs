using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Tests;

public class StartupTests
{
    [Theory]
    [InlineData(true, true, new[] { "UseSqlite(...)", "UsePostgreSql(...)", "UseEntityFrameworkCore(...)", "UseFileSystem(...)", "UseS3(...)" }, "")]
    [InlineData(true, false, new[] { "UseSqlite(...)", "UsePostgreSql(...)", "UseEntityFrameworkCore(...)" }, "UseS3(...)")]
    [InlineData(false, true, new[] { "UseFileSystem(...)", "UseS3(...)" }, "UsePostgreSql(...)")]
    public async Task Start_fails_and_names_the_calls_when_stores_are_missing(bool noStore, bool noFiles, string[] named, string unnamed)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(setup => setup.Services = services =>
        {
            if (noStore)
            {
                services.RemoveAll<ILoraStore>();
            }

            if (noFiles)
            {
                services.RemoveAll<ILoraFileStore>();
            }
        }));
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
        Assert.True(unnamed.Length == 0 || !exception.Message.Contains(unnamed, StringComparison.Ordinal), exception.Message);
    }

    [Theory]
    [InlineData(false, new string[0])]
    [InlineData(true, new[] { "MaxWorkspaceBytes", "MaxWorkspaceUploads" })]
    public async Task Start_logs_a_warning_for_each_limit_that_is_off(bool off, string[] named)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = options =>
        {
            options.MaxWorkspaceBytes = off ? null : options.MaxWorkspaceBytes;
            options.MaxWorkspaceUploads = off ? null : options.MaxWorkspaceUploads;
        });

        var warnings = host.Logs.Lines.Where(line => line.Event == 2105).Select(line => line.Text).ToList();
        Assert.Equal(named.Length, warnings.Count);
        Assert.All(named, (name, index) => Assert.StartsWith(name, warnings[index], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_fails_and_names_every_invalid_option()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(setup => setup.Options = static options =>
        {
            options.MaxFileSize = 0;
            options.UrlLifetime = TimeSpan.FromDays(8);
            options.PartSize = 1_000_000;
        }));
        Assert.Contains("MaxFileSize", exception.Message, StringComparison.Ordinal);
        Assert.Contains("UrlLifetime", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PartSize must be 5 MiB to 1 GiB", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_fails_when_URL_references_have_no_address()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(static setup =>
            setup.Options = static options => options.References = LoraReferenceKind.Url));
        Assert.Contains("http.PublicUrl = new Uri(", exception.Message, StringComparison.Ordinal);
        Assert.Contains("References", exception.Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(static setup =>
        {
            setup.Options = static options => options.References = LoraReferenceKind.Url;
            setup.Services = static services => services.WrapFiles(static files => new SigningFileStore(files, canSign: false));
        }));
    }

    [Fact]
    public async Task Start_succeeds_when_URL_references_have_an_address()
    {
        await using var named = await TestHost.StartAsync(static setup =>
        {
            setup.Options = static options => options.References = LoraReferenceKind.Url;
            setup.Http = static http => http.PublicUrl = new Uri("https://studio.example");
        });
        await using var signing = await TestHost.StartAsync(static setup =>
        {
            setup.Options = static options => options.References = LoraReferenceKind.Url;
            setup.Services = static services => services.WrapFiles(static files => new SigningFileStore(files));
        });
        Assert.All([named, signing], host => Assert.NotNull(host.App.Services.GetService<LoraManager>()));
    }

    [Fact]
    public async Task Initializers_run_before_any_other_service_starts()
    {
        var steps = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddHostedService(_ => new Recorder(steps));
        var folder = Directory.CreateTempSubdirectory("lora-api-");
        try
        {
            builder.Services.AddLoraManagement(static options => options.SweepInterval = TimeSpan.Zero)
                .UseSqlite($"Data Source={Path.Combine(folder.FullName, "lora.db")}")
                .UseFileSystem(folder.FullName)
                .AddInitializer(_ => new RecordingInitializer(steps));
            await using var app = builder.Build();
            await app.StartAsync();
            Assert.Equal(["initialised", "started"], steps);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Services_are_registered_once_when_added_twice()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = static services =>
            services.AddLoraManagement(static options => options.MaxFileSize = 5));
        Assert.Equal(5, host.App.Services.GetServices<IHostedService>().Count(service => service.GetType().FullName!.StartsWith("Lora.", StringComparison.Ordinal)));
        using var client = host.Client();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Uploading.Bytes(6)), "file", "a.ckpt" } };
        using var response = await client.PostAsync("/api/lora/upload", form);
        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private sealed class Recorder(List<string> steps) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            steps.Add("started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class RecordingInitializer(List<string> steps) : ILoraInitializer
    {
        public Task InitializeAsync(CancellationToken cancellationToken = default)
        {
            steps.Add("initialised");
            return Task.CompletedTask;
        }
    }
}
