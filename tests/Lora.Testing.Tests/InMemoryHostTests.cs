using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Testing.Tests;

/// <summary>A host with in-memory stores does what a host with real ones does.</summary>
public sealed class InMemoryHostTests : IAsyncLifetime
{
    private InMemoryHost _host = null!;

    private LoraManager Manager => _host.Services.GetRequiredService<LoraManager>();

    private IMultipartFileStore Files => (IMultipartFileStore)_host.Services.GetRequiredService<ILoraFileStore>();

    public async Task InitializeAsync() => _host = await InMemoryHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Uploaded_file_is_listed_found_downloaded_and_deleted()
    {
        var content = LoraTestFile.Create(size: 100_000);
        var id = await _host.UploadAsync("neon.safetensors", content);
        await _host.UploadAsync("rain.ckpt");

        Assert.Equal(["rain", "neon"], (await _host.ListAsync()).Select(static item => item.GetProperty("name").GetString()));
        Assert.Equal("neon", Assert.Single(await _host.ListAsync("?search=NEO")).GetProperty("name").GetString());
        Assert.Equal(content, await _host.Client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));

        using var deleted = await _host.Client.DeleteAsync(new Uri($"/api/lora/{id}", UriKind.Relative));
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal("rain", Assert.Single(await _host.ListAsync()).GetProperty("name").GetString());
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task Upload_in_parts_is_completed()
    {
        var content = LoraTestFile.Create(size: 1000);
        var session = await CreateUploadAsync(content.Length);
        using var part = new ByteArrayContent(content);
        using var put = await _host.Client.PutAsync(new Uri($"/api/lora/uploads/{session}/parts/1", UriKind.Relative), part);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());

        using var completed = await _host.Client.PostAsync(new Uri($"/api/lora/uploads/{session}/complete", UriKind.Relative), content: null);

        Assert.True(completed.IsSuccessStatusCode, await completed.Content.ReadAsStringAsync());
        Assert.Equal(content, await _host.Client.GetByteArrayAsync(new Uri($"/api/lora/{session}/download", UriKind.Relative)));
    }

    [Fact]
    public async Task Sweep_removes_an_expired_upload_and_its_parts()
    {
        await CreateUploadAsync(1000);
        Assert.Single(await Listing().ListUploadsUnderAsync("").ToListAsync());

        _host.Time.Advance(TimeSpan.FromDays(30));
        await _host.Services.GetRequiredService<LoraMaintenance>().SweepAsync();

        Assert.Empty(await Listing().ListUploadsUnderAsync("").ToListAsync());
        Assert.Empty(await _host.Services.GetRequiredService<ILoraStore>().ListExpiredUploadsAsync(DateTimeOffset.MaxValue, 10));
    }

    [Fact]
    public async Task Reconciliation_marks_a_missing_file_and_imports_an_unknown_one()
    {
        await _host.UploadAsync("neon.safetensors");
        var lost = Assert.Single(await _host.Services.GetRequiredService<ILoraStore>().ListReadyAsync(null, 10));
        await Files.DeleteAsync(lost.StorageKey);
        var unknown = lost.StorageKey.Replace(lost.Id.ToString(), LoraId.New(TimeProvider.System).ToString(), StringComparison.Ordinal);
        await Files.WriteAsync(unknown, new MemoryStream(LoraTestFile.Create(seed: 1)), 4096);

        var report = (await Manager.ReconcileAsync(lost.Workspace, apply: true)).OrThrow();

        Assert.Equal(lost.Id, Assert.Single(report.Missing).Id);
        Assert.Equal(unknown, Assert.Single(report.Imported).StorageKey);
    }

    [Theory]
    [InlineData("studio")]
    [InlineData("Studio 한복/../!")]
    public async Task Key_of_an_uploaded_file_leads_to_its_workspace(string name)
    {
        var workspace = new LoraWorkspaceId(name);
        var record = (await Manager.UploadAsync(workspace, "neon.safetensors", 4096, new MemoryStream(LoraTestFile.Create()))).OrThrow();
        var segment = record.StorageKey.Split('/')[^3];

        var found = await _host.Services.GetRequiredService<ILoraStore>().FindWorkspacesAsync([segment]);

        Assert.Equal(workspace, Assert.Single(found).Value);
    }

    [Fact]
    public async Task Audit_events_are_listed()
    {
        var id = await _host.UploadAsync("neon.safetensors");

        var page = await _host.Client.GetFromJsonAsync<JsonElement>(new Uri("/api/lora/audit", UriKind.Relative));

        Assert.Equal(id.ToString(), page.GetProperty("items")[0].GetProperty("loraId").GetString());
    }

    [Fact]
    public async Task Each_host_starts_empty()
    {
        await _host.UploadAsync("neon.safetensors");
        await using var other = await InMemoryHost.StartAsync();
        Assert.Empty(await other.ListAsync());
    }

    private IListingFileStore Listing() => (IListingFileStore)Files;

    private async Task<List<string>> KeysAsync() => await Listing().ListAsync("").Select(static file => file.Key).ToListAsync();

    private async Task<string> CreateUploadAsync(long size)
    {
        using var response = await _host.Client.PostAsJsonAsync(new Uri("/api/lora/uploads", UriKind.Relative), new { fileName = "style.safetensors", size });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
