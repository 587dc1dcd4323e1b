using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Cancelled, retried and stalled uploads.</summary>
[Collection(StorageCollection.Name)]
public sealed class UploadTests(Studios studios)
{
    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Cancelled_upload_leaves_nothing(BackEndKind kind)
    {
        using var folder = new TemporaryFolder();
        var room = await studios.OpenAsync(kind);
        var file = LoraFile.Make(folder, "unwanted.safetensors", 8 * LoraFile.PartSize);
        await using var visit = await Visit.BeginAsync(studios, room, $"cancel-{kind}", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync("197 of 524 kB");
        Assert.False((await room.TakeInventoryAsync()).IsEmpty);

        await studio.Library.Root.GetByRole(AriaRole.Button, new() { Name = $"Cancel the upload of {file.Name}" }).ClickAsync();

        await Expect(studio.Library.Uploads).ToHaveCountAsync(0);
        gate.Open();
        await room.SettleAsync();
        Assert.True((await room.TakeInventoryAsync()).IsEmpty);
        await Expect(studio.Library.Cards).ToHaveCountAsync(0);
        await Expect(studio.Library.Files).ToBeFocusedAsync();
        await visit.ScreenshotAsync("cancelled");
        await visit.EndAsync();
    }

    [Fact]
    public async Task Failed_part_is_sent_again()
    {
        using var folder = new TemporaryFolder();
        var room = await studios.OpenAsync();
        var file = LoraFile.Make(folder, "stubborn.safetensors", (3 * LoraFile.PartSize) + 20_000);
        await using var visit = await Visit.BeginAsync(studios, room, "retry", new Display(1280));
        visit.Expect("503");
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.FailOnceAsync(visit.Page);

        await studio.Library.PickAsync(file.Path);

        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync();
        Assert.Equal(5, gate.Seen.Count);
        Assert.Equal(4, gate.Seen.Distinct(StringComparer.Ordinal).Count());
        var left = await room.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Equal([file.Size], left.Objects.Values);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Stalled_upload_shows_no_speed()
    {
        using var folder = new TemporaryFolder();
        var room = await studios.OpenAsync();
        var file = LoraFile.Make(folder, "patient.safetensors", 8 * LoraFile.PartSize);
        await using var visit = await Visit.BeginAsync(studios, room, "stall", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        await visit.SlowDownAsync(bytesPerSecond: 96 * 1024);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        await studio.Library.PickAsync(file.Path);
        var row = studio.Library.Upload(file.Name);
        await Expect(row).ToContainTextAsync("kB/s");

        await Expect(row).Not.ToContainTextAsync("/s");

        await Expect(row).ToContainTextAsync("of 524 kB");
        await visit.ScreenshotAsync("stalled");
        await visit.SlowDownAsync(bytesPerSecond: null);
        gate.Open();
        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync();
        await visit.EndAsync();
    }
}
