using Lora.Benchmarks.Catalogue;
using Lora.Benchmarks.Servers;
using Microsoft.Playwright;

namespace Lora.Benchmarks.Browser;

/// <summary>Compares the selector with components of other libraries on the same page: from a click or a key until the list is painted.</summary>
internal static class SelectorBenchmark
{
    private const int Rows = 10_000;
    private const int Warmups = 5;
    private const string Toolkit = "Toolkit";
    private const string Opening = "first opening";
    private const string Again = "opening again";
    private const string Key = "a key";
    private const string Word = "last key of a word";
    private const string Narrowing = "a key that narrows complete results";

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        if (!BrowserPage.IsThere)
        {
            Console.WriteLine("There is no Chromium.");
            return;
        }

        using var folder = new TemporaryFolder();
        await using var database = new SqliteCatalogue();
        var workspace = new LoraWorkspaceId("anonymous:shared");
        await database.FillAsync(workspace, Rows);
        await File.WriteAllLinesAsync(folder["names.txt"], Enumerable.Range(0, Rows).Select(number => CatalogueRecords.Create(workspace, number, Rows).Name));
        await using var application = await ServerProcess.StartAsync("selector", new Dictionary<string, string>
        {
            ["Lora:ConnectionString"] = database.ConnectionString,
            ["Lora:Folder"] = folder["files"],
            ["Lora:Names"] = folder["names.txt"],
        });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BrowserPage.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { BaseURL = application.Address.ToString() });
        var times = new Dictionary<(string Row, string Name), List<double>>();
        for (var round = -Warmups; round < Math.Max(15, settings.Rounds); round++)
        {
            foreach (var list in Lists(page))
            {
                await page.GotoAsync("/selector");
                await page.WaitForSelectorAsync("#live[data-live]", new() { State = WaitForSelectorState.Attached });
                await page.WaitForTimeoutAsync(500);
                await foreach (var (row, time) in MeasureAsync(list))
                {
                    if (round >= 0)
                    {
                        (times.TryGetValue((row, list.Name), out var known) ? known : times[(row, list.Name)] = []).Add(time);
                    }
                }
            }
        }

        var names = Lists(page).Select(list => list.Name).ToList();
        ResultTable.Write(
            $"{Rows:N0} LoRAs, milliseconds until the list is painted",
            ["", .. names.SelectMany(name => new[] { $"{name} median", "p95" })],
            new[] { Opening, Again, Key, Word, Narrowing }.Select(row => (IReadOnlyList<string>)[row, .. names.SelectMany(name => Words(times.GetValueOrDefault((row, name))))]));
    }

    private static async IAsyncEnumerable<(string Row, double Time)> MeasureAsync(ChoiceList list)
    {
        yield return (Opening, await list.OpenAsync());
        yield return (Key, await list.TypeAsync("c"));
        await list.ClearAsync();
        yield return (Word, await list.TypeAsync("neon"));
        await list.ClearAsync();
        if (list.Name == Toolkit)
        {
            // The others search one text, not words.
            await list.TypeAsync("zanzibar ");
            yield return (Narrowing, await list.TypeAsync("6", " 6"));
            await list.ClearAsync();
        }

        await list.CloseAsync();
        yield return (Again, await list.OpenAsync());
        await list.CloseAsync();
    }

    private static IReadOnlyList<ChoiceList> Lists(IPage page) =>
    [
        new(page, Toolkit, ".lora-selector-card button[aria-haspopup]", ".lora-selector [role=combobox]", ".lora-selector [role=option] .lora-name", ".lora-selector-stale"),
        new(page, "MudBlazor MudAutocomplete", "#mud input", "#mud input", ".mud-popover-open .mud-list-item"),
        new(page, "Radzen RadzenDropDown", "#radzen .rz-dropdown", ".rz-dropdown-filter", ".rz-dropdown-item"),
    ];

    private static IEnumerable<string> Words(List<double>? times)
    {
        if (times is null)
        {
            return ["", ""];
        }

        var sorted = times.Order().ToList();
        return [ResultTable.Number(sorted[sorted.Count / 2]), ResultTable.Number(sorted[(int)(sorted.Count * 0.95)])];
    }
}
