using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Testing.Tests;

/// <summary>A host with in-memory stores and a clock that the test advances.</summary>
internal sealed class InMemoryHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InMemoryHost(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
        Client = app.GetTestClient();
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<InMemoryHost> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 20, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton<TimeProvider>(time);
        // The tests run the maintenance themselves.
        builder.Services.AddLoraManagement(static options => (options.SweepInterval, options.SyncInterval) = (TimeSpan.Zero, TimeSpan.Zero)).UseInMemory().UseDatabaseAudit();
        var app = builder.Build();
        app.MapLoraManagement().AllowAnonymous();
        await app.StartAsync();
        return new InMemoryHost(app, time);
    }

    public async Task<LoraId> UploadAsync(string fileName, byte[]? content = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content ?? LoraTestFile.Create(fileName)), "file", fileName } };
        using var response = await Client.PostAsync(new Uri("/api/lora/upload", UriKind.Relative), form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return LoraId.Parse(Assert.Single((await ListAsync($"?search={fileName[..fileName.LastIndexOf('.')]}"))).GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
    }

    public async Task<List<JsonElement>> ListAsync(string query = "") =>
        [.. (await Client.GetFromJsonAsync<JsonElement>(new Uri($"/api/lora{query}", UriKind.Relative))).GetProperty("items").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
