using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Two servers with one database and one bucket.</summary>
[Collection(KillCollection.Name)]
public sealed class TwoServersTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float TwoSeconds = 2_000;

    /// <summary>A complete that a kill interrupted is finished after a second.</summary>
    private static readonly Dictionary<string, string> ShortLease = new() { ["Lora__Options__Lease"] = "00:00:01" };

    [Fact]
    public async Task Change_on_one_server_is_displayed_on_the_other_also_after_its_connection_was_killed()
    {
        await using var backEnd = await PostgresCeph.CreateAsync();
        await using var here = await StudioServer.StartAsync(backEnd);
        await using var there = await StudioServer.StartAsync(backEnd);
        await using var visit = await Visit.BeginAsync(chromium, there, "two-servers", new Display(1280));
        var library = await OpenLibraryAsync(visit);
        await Expect(library.Root).ToContainTextAsync("Drop LoRA files");
        var api = here.As("ada");

        var first = await api.UploadAsync("first.safetensors", 4096);
        await Expect(library.Card("first")).ToBeVisibleAsync(new() { Timeout = TwoSeconds });

        Assert.NotEmpty(await KillListenersAsync(backEnd));
        await api.UploadAsync("second.safetensors", 5000);
        await Expect(library.Card("second")).ToBeVisibleAsync(new() { Timeout = TwoSeconds });

        using var renamed = await api.SendAsync(HttpMethod.Patch, $"api/lora/{first}", new StringContent("""{"name":"renamed"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(renamed.IsSuccessStatusCode, await renamed.Content.ReadAsStringAsync());
        await Expect(library.Card("renamed")).ToBeVisibleAsync(new() { Timeout = TwoSeconds });

        using var deleted = await api.SendAsync(HttpMethod.Delete, $"api/lora/{first}");
        Assert.True(deleted.IsSuccessStatusCode);
        await Expect(library.Cards).ToHaveCountAsync(1, new() { Timeout = TwoSeconds });
        await visit.ScreenshotAsync("followed");
        await visit.EndAsync();
    }

    [Fact]
    public async Task Servers_can_be_killed_and_restarted_in_turn_during_an_upload()
    {
        await using var backEnd = await PostgresCeph.CreateAsync();
        await using var first = await StudioServer.StartAsync(backEnd);
        await using var second = await StudioServer.StartAsync(backEnd);
        var file = LoraFile.Bytes(6 * (int)LoraFile.PartSize);
        file.AsSpan(1024).Fill(7);
        var (one, two) = (first.As("ada"), second.As("ada"));
        var upload = await one.BeginAsync("rolling.safetensors", file.Length);
        await one.PutPartAsync(upload.Id, 1, upload.Slice(file, 1));
        await two.PutPartAsync(upload.Id, 2, upload.Slice(file, 2));

        first.Kill();
        await two.PutPartAsync(upload.Id, 3, upload.Slice(file, 3));
        await first.RestartAsync();
        second.Kill();
        await one.PutPartAsync(upload.Id, 4, upload.Slice(file, 4));
        await second.RestartAsync();
        await two.PutPartAsync(upload.Id, 5, upload.Slice(file, 5));
        first.Kill();
        Assert.Equal([6], (await two.GetUploadAsync(upload.Id)).Missing);
        await two.PutPartAsync(upload.Id, 6, upload.Slice(file, 6));
        var lora = await two.CompleteAsync(upload.Id);
        await first.RestartAsync();

        Assert.Equal(file.Length, (long)lora["size"]!);
        using var download = await one.SendAsync(HttpMethod.Get, $"api/lora/{upload.Id}/download");
        Assert.Equal(file, await download.Content.ReadAsByteArrayAsync());
        Assert.Null((await backEnd.TakeInventoryAsync()).FindOrphans());
    }

    [Fact]
    public async Task Browsers_upload_while_their_servers_are_restarted_in_turn()
    {
        using var folder = new TemporaryFolder();
        await using var backEnd = await PostgresCeph.CreateAsync();
        await using var first = await StudioServer.StartAsync(backEnd, ShortLease);
        await using var second = await StudioServer.StartAsync(backEnd, ShortLease);
        await using var one = await VisitDuringRestartsAsync(first, "rolling-one");
        await using var two = await VisitDuringRestartsAsync(second, "rolling-two");
        var (left, right) = (await OpenLibraryAsync(one), await OpenLibraryAsync(two));
        var files = Enumerable.Range(1, 6).Select(number => LoraFile.Make(folder, $"rolling-{number}.safetensors", 8 * LoraFile.PartSize)).ToArray();
        await one.SlowDownAsync(200_000);
        await two.SlowDownAsync(200_000);
        await left.PickAsync([.. files[..3].Select(static file => file.Path)]);
        await right.PickAsync([.. files[3..].Select(static file => file.Path)]);

        await Eventually.IsTrueAsync(
            async () => (await first.As("ada").ListUploadsAsync()).Count is var count && count == files.Length ? null : $"{count} uploads were begun.", TimeSpan.FromSeconds(30));

        foreach (var server in new[] { first, second })
        {
            server.Kill();
            await server.RestartAsync(ShortLease);
        }

        await one.SlowDownAsync(null);
        await two.SlowDownAsync(null);
        await Eventually.IsTrueAsync(
            async () =>
            {
                var names = (await first.As("ada").ListAsync()).Select(static lora => (string)lora["name"]!).Order(StringComparer.Ordinal).ToList();
                return names.SequenceEqual(files.Select(static file => file.Title)) ? null : $"Uploaded: {string.Join(", ", names)}";
            },
            TimeSpan.FromSeconds(90));
        await first.SettleAsync(backEnd);
    }

    private async Task<Visit> VisitDuringRestartsAsync(StudioServer server, string name)
    {
        // The framework's reconnect overlay violates strict policies.
        var visit = await Visit.BeginAsync(chromium, server, name, new Display(1280));
        visit.Expect("WebSocket|[Cc]onnection|circuit|inline style|style-src-elem|ERR_|Failed to fetch|negotiat|Failed to load resource|Error");

        // The new server does not know the circuit, so the framework reloads the page. While files are uploaded, the browser asks first, and the user stays.
        visit.Page.Dialog += static (_, dialog) => _ = dialog.DismissAsync();
        return visit;
    }

    private static async Task<LibraryDialog> OpenLibraryAsync(Visit visit)
    {
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "LoRA library" }).ClickAsync();
        await Expect(studio.Library.Root).ToBeVisibleAsync();
        return studio.Library;
    }

    private static async Task<List<int>> KillListenersAsync(PostgresCeph backEnd)
    {
        await using var connection = new NpgsqlConnection(backEnd.Settings["Lora__ConnectionString"]);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Lora changes' AND datname = current_database()";
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<int>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }
}
