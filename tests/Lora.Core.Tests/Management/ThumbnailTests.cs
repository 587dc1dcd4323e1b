using Lora.Conformance.Files;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>The thumbnail in a header is stored when the file is inspected, and returned without reading the file again.</summary>
public sealed class ThumbnailTests : IAsyncLifetime
{
    private Toolkit _toolkit = default!;

    private LoraManager Manager => _toolkit.Manager;

    private LoraMaintenance Maintenance => _toolkit.Services.GetRequiredService<LoraMaintenance>();

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Thumbnail_is_returned_without_reading_the_file()
    {
        var record = await UploadAsync("pictured.safetensors", ThumbnailFile.Make());
        await _toolkit.Files.DeleteAsync(record.StorageKey);

        var thumbnail = await Manager.GetThumbnailAsync(_toolkit.Ada, record.Id);

        Assert.Equal("image/png", thumbnail!.MediaType);
        Assert.Equal(ThumbnailFile.Png, thumbnail.Content.ToArray());
        Assert.True(Manager.ToItem(record).Facts.HasThumbnail);
        Assert.Null(await Manager.GetThumbnailAsync(_toolkit.Bob, record.Id));
    }

    [Fact]
    public async Task Multipart_upload_and_import_store_the_thumbnail()
    {
        var bytes = ThumbnailFile.Make();
        var begun = (await Manager.BeginUploadAsync(_toolkit.Ada, "parts.safetensors", bytes.Length)).OrThrow();
        await Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(bytes));
        var uploaded = (await Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();
        await _toolkit.Files.WriteAsync("loras/ada/by-hand/neon.safetensors", new MemoryStream(bytes), bytes.Length);
        var imported = Assert.Single((await Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow().Imported);

        Assert.Equal(ThumbnailFile.Png, await PictureAsync(uploaded.Id));
        Assert.Equal(ThumbnailFile.Png, await PictureAsync(imported.Id));
    }

    [Fact]
    public async Task New_inspection_stores_the_thumbnail_that_its_options_allow()
    {
        var record = await UploadAsync("pictured.safetensors", ThumbnailFile.Make());
        await _toolkit.RestartAsync(static options => options.Inspection.MaxThumbnailLength = 10);

        var without = (await Manager.ReinspectAsync(_toolkit.Ada, record.Id)).OrThrow();
        Assert.Equal((false, false), (without.Facts.HasThumbnail, without.Facts.IsThumbnailStored));
        Assert.Null(await PictureAsync(record.Id));

        await _toolkit.RestartAsync();
        Assert.Equal(new LoraAnalysisReport(1, 0, 0), await Maintenance.ReinspectAsync());
        Assert.Equal(ThumbnailFile.Png, await PictureAsync(record.Id));
    }

    [Fact]
    public async Task Thumbnail_is_deleted_with_its_LoRA()
    {
        var record = await UploadAsync("pictured.safetensors", ThumbnailFile.Make());

        (await Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        Assert.Null(await Manager.GetThumbnailAsync(_toolkit.Ada, record.Id));
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Records_of_an_earlier_version_get_their_thumbnails_once()
    {
        var pictured = await UploadAsync("pictured.safetensors", ThumbnailFile.Make());
        var plain = await UploadAsync("plain.safetensors", LoraTestFile.Create("plain.safetensors", 500, seed: 1));
        var mistaken = await UploadAsync("mistaken.safetensors", LoraTestFile.Create("mistaken.safetensors", 500, seed: 2));
        await AgeAsync(pictured, hadThumbnail: true);
        await AgeAsync(plain, hadThumbnail: false);
        await AgeAsync(mistaken, hadThumbnail: true);
        Assert.Null(await PictureAsync(pictured.Id));
        Assert.False(Manager.ToItem((await Manager.FindAsync(_toolkit.Ada, pictured.Id))!).Facts.HasThumbnail);
        var notified = new List<LoraId>();
        using var subscription = _toolkit.Services.GetRequiredService<LoraChangeFeed>().Subscribe(_toolkit.Ada, change => notified.Add(change.Id));

        var report = await Maintenance.AnalyzeAsync();

        Assert.Equal(new LoraAnalysisReport(2, 0, 0), report);
        Assert.Equal(ThumbnailFile.Png, await PictureAsync(pictured.Id));
        Assert.Equal((false, false), await Manager.FindAsync(_toolkit.Ada, mistaken.Id) is { } found ? (found.Facts.HasThumbnail, found.Facts.IsThumbnailStored) : default);
        Assert.Empty(await _toolkit.Store.ListUnanalyzedAsync(null, 10));
        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await Maintenance.AnalyzeAsync());
        Assert.Equal(new HashSet<LoraId> { pictured.Id, mistaken.Id }, notified.ToHashSet());
    }

    private async Task<LoraRecord> UploadAsync(string name, byte[] bytes) =>
        (await Manager.UploadAsync(_toolkit.Ada, name, bytes.Length, new MemoryStream(bytes))).OrThrow();

    private async Task<IReadOnlyList<byte>?> PictureAsync(LoraId id) => (await Manager.GetThumbnailAsync(_toolkit.Ada, id))?.Content.ToArray();

    /// <summary>Changes the record to that of a version that did not store thumbnails.</summary>
    private async Task AgeAsync(LoraRecord record, bool hadThumbnail)
    {
        var facts = record.Facts with { HasThumbnail = hadThumbnail, IsThumbnailStored = false };
        Assert.True(await _toolkit.Store.TryUpdateWithThumbnailAsync(record with { Facts = facts, Stamp = Guid.NewGuid() }, thumbnail: null, record.Stamp));
    }
}
