using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Uploads that do not run smoothly.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class UploadTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Cancelling_in_the_middle_leaves_nothing(BackEndKind kind)
    {
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "unwanted.safetensors", 40 * LoraFile.Mebibyte);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd);
        await using var visit = await Visit.BeginAsync(chromium, server, $"cancel-{kind}", new Look(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync("16 of 42 MB");
        Assert.False((await backEnd.TakeInventoryAsync()).IsEmpty);

        await studio.Library.Root.GetByRole(AriaRole.Button, new() { Name = $"Cancel the upload of {file.Name}" }).ClickAsync();

        await Expect(studio.Library.Uploads).ToHaveCountAsync(0);
        gate.Open();
        await server.SettleAsync(backEnd);
        Assert.True((await backEnd.TakeInventoryAsync()).IsEmpty);
        await Expect(studio.Library.Cards).ToHaveCountAsync(0);
        await Expect(studio.Library.Files).ToBeFocusedAsync();
        await visit.PictureAsync("cancelled");
        await visit.EndAsync();
    }

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task A_part_that_fails_once_is_sent_again(BackEndKind kind)
    {
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "stubborn.safetensors", 18 * LoraFile.Mebibyte);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd);
        await using var visit = await Visit.BeginAsync(chromium, server, $"retry-{kind}", new Look(1280));
        visit.Expect("503");
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.FailOnceAsync(visit.Page);

        await studio.Library.PickAsync(file.Path);

        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync();
        Assert.Equal(5, gate.Seen.Count);
        Assert.Equal(4, gate.Seen.Distinct(StringComparer.Ordinal).Count());
        var left = await backEnd.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Equal([file.Size], left.Objects.Values);
        await visit.EndAsync();
    }

    [Fact]
    public async Task An_upload_that_stands_still_names_no_speed()
    {
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "patient.safetensors", 40 * LoraFile.Mebibyte);
        await using var backEnd = await BackEnd.CreateAsync(BackEndKind.SqliteFolder);
        await using var server = await StudioServer.StartAsync(backEnd);
        await using var visit = await Visit.BeginAsync(chromium, server, "stall", new Look(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        await visit.SlowDownAsync(bytesPerSecond: 3 * LoraFile.Mebibyte);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        await studio.Library.PickAsync(file.Path);
        var row = studio.Library.Upload(file.Name);
        await Expect(row).ToContainTextAsync("MB/s");

        await Expect(row).Not.ToContainTextAsync("/s");

        await Expect(row).ToContainTextAsync("of 42 MB");
        await visit.PictureAsync("stalled");
        await visit.SlowDownAsync(bytesPerSecond: null);
        gate.Open();
        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync();
        await visit.EndAsync();
    }
}
