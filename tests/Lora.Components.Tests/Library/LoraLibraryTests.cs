using Bunit;
using Lora.Components.Tests.Support;
using Lora.Storage;
using Microsoft.AspNetCore.Components;

namespace Lora.Components.Tests.Library;

public sealed class LoraLibraryTests
{
    [Fact]
    public void Card_shows_name_size_day_and_format()
    {
        using var page = new ComponentTest();
        page.Client.Add("Ember knight", 228_000_000, ComponentTest.Now.AddDays(-2), format: "ckpt");
        var card = page.Render<LoraLibrary>().Find("li.lora-card");
        Assert.Equal("Ember knight", card.QuerySelector("h3")!.TextContent);
        Assert.Equal("Ek", card.QuerySelector(".lora-thumb")!.TextContent);
        Assert.Equal(".ckpt", card.QuerySelector(".lora-chip")!.TextContent);
        Assert.Contains("228 MB · 2 days ago", card.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-05-18T12:00:00.0000000Z", card.QuerySelector("time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Library_shows_skeletons_and_a_status_while_the_first_page_loads()
    {
        using var page = new ComponentTest();
        var gate = new TaskCompletionSource();
        page.Client.OnNext(nameof(ILoraClient.ListAsync), (_, _) => gate.Task, int.MaxValue);
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        Assert.NotEmpty(library.FindAll(".lora-skeleton"));
        Assert.Equal("true", library.Find("section").GetAttribute("aria-busy"));
        Assert.Contains("Loading", library.Find(".lora-visually-hidden").TextContent, StringComparison.Ordinal);

        await library.InvokeAsync(gate.SetResult);
        library.WaitForAssertion(() => Assert.Equal(["Neon rain"], Names(library)));
        Assert.Equal("false", library.Find("section").GetAttribute("aria-busy"));
        Assert.Empty(library.FindAll(".lora-skeleton"));
    }

    [Fact]
    public void Prerendered_LoRAs_stay_while_the_interactive_page_loads_them()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        page.Client.OnNext(nameof(ILoraClient.ListAsync), static (_, token) => Task.Delay(Timeout.Infinite, token));
        var library = RenderAfterPrerendering(page, page.Client.Items);
        Assert.Equal(["Neon rain"], Names(library));
        Assert.Empty(library.FindAll(".lora-skeleton"));
    }

    [Fact]
    public void Changes_between_prerendering_and_the_interactive_page_are_shown()
    {
        using var page = new ComponentTest();
        LoraItem[] prerendered = [page.Client.Add("Neon rain"), page.Client.Add("Ember knight")];
        page.Client.Remove(prerendered[1].Id);
        page.Client.Change(prerendered[0].Id, static item => item with { Name = "Neon sun" });
        var library = RenderAfterPrerendering(page, prerendered);
        library.WaitForAssertion(() => Assert.Equal(["Neon sun"], Names(library)));
    }

    [Theory]
    [InlineData("en-GB", "No LoRAs yet", "Upload a .safetensors or .ckpt file to get started.")]
    [InlineData("ko-KR", "아직 LoRA가 없습니다", ".safetensors 또는 .ckpt 파일을 업로드하여 시작하세요.")]
    public void Library_shows_a_hint_when_the_workspace_is_empty(string culture, string title, string hint)
    {
        using var page = new ComponentTest(culture);
        var empty = page.Render<LoraLibrary>().Find(".lora-empty");
        Assert.Contains(title, empty.TextContent, StringComparison.Ordinal);
        Assert.Contains(hint, empty.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Library_shows_a_load_error_with_a_retry_button()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        page.Client.Fail(nameof(ILoraClient.ListAsync), new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached. Try again in a moment.", isTransient: true));
        var library = page.Render<LoraLibrary>();
        var fault = library.Find("[role=alert]:not(:empty)");
        Assert.Contains("The library couldn't be loaded. The database cannot be reached. Try again in a moment.", fault.TextContent, StringComparison.Ordinal);

        page.Client.Reset(nameof(ILoraClient.ListAsync));
        await fault.QuerySelector("button")!.ClickAsync();
        Assert.Equal(["Neon rain"], Names(library));
        Assert.Empty(library.FindAll(".lora-library-error"));
    }

    [Fact]
    public async Task Loaded_LoRAs_stay_when_a_reload_fails()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        page.Client.Fail(nameof(ILoraClient.ListAsync), new InvalidOperationException("secret"));
        await library.Find("[aria-label=Refresh]").ClickAsync();
        Assert.Equal(["Neon rain"], Names(library));
        Assert.Contains("Something went wrong. Try again.", library.Find(".lora-library-error").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", library.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_debounced()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        page.Client.Add("Slow dolly");
        var library = page.Render<LoraLibrary>();
        var asked = page.Client.Queries.Count;
        foreach (var typed in new[] { "n", "ne", "neon" })
        {
            await TypeAsync(library, typed);
            page.Time.Advance(TimeSpan.FromMilliseconds(150));
        }

        Assert.Equal(asked, page.Client.Queries.Count);
        page.Time.Advance(TimeSpan.FromMilliseconds(60));
        library.WaitForAssertion(() => Assert.Equal(["Neon rain"], Names(library)));
        Assert.Equal(asked + 1, page.Client.Queries.Count);
        Assert.Contains(library.FindAll("[role=status]"), status => status.TextContent == "1 match");
    }

    [Fact]
    public async Task Late_response_does_not_replace_a_newer_one()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        page.Client.Add("Slow dolly");
        var library = page.Render<LoraLibrary>();
        var late = new TaskCompletionSource();
        CancellationToken token = default;
        page.Client.OnNext(
            nameof(ILoraClient.ListAsync),
            (call, cancellation) =>
            {
                var isLate = call.Arguments[0] is LoraQuery { Sort: LoraSort.Name };
                token = isLate ? cancellation : token;
                return isLate ? late.Task : Task.CompletedTask;
            },
            int.MaxValue);
        var first = library.Find("select").ChangeAsync(nameof(LoraSort.Name));
        await library.Find("select").ChangeAsync(nameof(LoraSort.Largest));
        Assert.True(token.IsCancellationRequested);
        var shown = Names(library);
        await library.InvokeAsync(late.SetResult);
        await first;
        Assert.Equal(shown, Names(library));
        Assert.Empty(library.FindAll(".lora-library-error"));
    }

    [Fact]
    public async Task Search_without_matches_can_be_cleared()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        await TypeAsync(library, "zzz");
        page.Time.Advance(TimeSpan.FromMilliseconds(200));
        library.WaitForAssertion(() => Assert.Contains("No LoRA matches “zzz”", library.Find(".lora-empty").TextContent, StringComparison.Ordinal));
        await library.Find(".lora-empty button").ClickAsync();
        Assert.Equal(["Neon rain"], Names(library));
        Assert.Equal(string.Empty, library.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public async Task Loaded_pages_stay_when_the_workspace_changes()
    {
        using var page = new ComponentTest();
        for (var number = 0; number < 120; number++)
        {
            page.Client.Add($"LoRA {number:000}", uploadedAt: ComponentTest.Now.AddMinutes(-number));
        }

        var library = page.Render<LoraLibrary>();
        Assert.Equal(48, Names(library).Count);
        Assert.Contains("48 of 120 shown", library.Markup, StringComparison.Ordinal);
        await library.Find(".lora-more button").ClickAsync();
        Assert.Equal(96, Names(library).Distinct().Count());

        var added = page.Client.Add("Newest", uploadedAt: ComponentTest.Now.AddMinutes(1));
        page.Client.Notify(LoraChangeKind.Added, added.Id);
        page.Time.Advance(TimeSpan.FromMilliseconds(100));
        library.WaitForAssertion(() => Assert.Equal("Newest", Names(library)[0]));
        Assert.Equal(97, Names(library).Count);
        await library.Find(".lora-more button").ClickAsync();
        Assert.Equal(121, Names(library).Count);
        Assert.Empty(library.FindAll(".lora-more"));
    }

    [Fact]
    public async Task Many_changes_are_followed_twice_a_second()
    {
        using var page = new ComponentTest();
        var library = page.Render<LoraLibrary>();
        var asked = page.Client.Calls.Count(static call => call.Member == nameof(ILoraClient.GetWorkspaceAsync));
        for (var file = 1; file <= 40; file++)
        {
            var added = page.Client.Add($"style {file}");
            page.Client.Notify(LoraChangeKind.Added, added.Id);
            page.Time.Advance(TimeSpan.FromMilliseconds(100));
            // The library continues before this does.
            await library.InvokeAsync(static () => { });
        }

        page.Time.Advance(TimeSpan.FromSeconds(1));
        library.WaitForAssertion(() => Assert.Equal(40, Names(library).Count));
        Assert.InRange(page.Client.Calls.Count(static call => call.Member == nameof(ILoraClient.GetWorkspaceAsync)) - asked, 2, 10);
    }

    [Fact]
    public void Consecutive_changes_of_a_LoRA_load_it_once()
    {
        using var page = new ComponentTest();
        var item = page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        page.Client.Change(item.Id, static item => item with { Name = "Neon snow" });
        for (var change = 0; change < 50; change++)
        {
            page.Client.Notify(LoraChangeKind.Updated, item.Id);
        }

        page.Time.Advance(TimeSpan.FromMilliseconds(100));
        library.WaitForAssertion(() => Assert.Equal(["Neon snow"], Names(library)));
        Assert.Single(page.Client.Calls, static call => call.Member == nameof(ILoraClient.FindAsync));
    }

    [Fact]
    public async Task Summary_ignores_the_search()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", 1_000_000_000);
        page.Client.Add("Slow dolly", 2_000_000_000);
        var summaries = new List<LoraLibrarySummary>();
        var library = page.Render<LoraLibrary>(parameters => parameters.Add(library => library.SummaryChanged, summaries.Add));
        await TypeAsync(library, "neon");
        page.Time.Advance(TimeSpan.FromMilliseconds(200));
        library.WaitForAssertion(() => Assert.Single(Names(library)));
        var added = page.Client.Add("Third", 1_000_000_000);
        page.Client.Notify(LoraChangeKind.Added, added.Id);
        page.Time.Advance(TimeSpan.FromMilliseconds(100));
        library.WaitForAssertion(() => Assert.Equal([new(2, 3_000_000_000), new(3, 4_000_000_000)], summaries));
        Assert.Contains("3 LoRAs · 4 GB", library.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_is_saved_and_an_invalid_name_is_reported()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        await library.Find("[aria-label='Rename Neon rain']").ClickAsync();
        Assert.Single(page.Library.Calls("focusRename"));
        library.Find("[data-lora-rename] input").Input(" ");
        await library.Find("[data-lora-save]").ClickAsync();
        Assert.Equal("Give the LoRA a name.", library.Find(".lora-card [role=alert] span").TextContent);

        library.Find("[data-lora-rename] input").Input("Neon snow");
        await library.Find("[data-lora-save]").ClickAsync();
        Assert.Equal(["Neon snow"], Names(library));
        Assert.Contains("Renamed to “Neon snow”.", library.Find(".lora-toast").TextContent, StringComparison.Ordinal);
        Assert.Single(page.Library.Calls("focusCard"));
    }

    [Fact]
    public void Static_page_shows_the_list_without_buttons()
    {
        using var page = new ComponentTest(interactive: false);
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        Assert.Equal(["Neon rain"], Names(library));
        Assert.Empty(library.FindAll("button, input, select"));
        Assert.Equal(0, page.Client.Subscribers);
    }

    [Fact]
    public async Task Disposal_ends_the_subscription_and_the_load()
    {
        using var page = new ComponentTest();
        CancellationToken token = default;
        page.Client.OnNext(nameof(ILoraClient.ListAsync), (_, cancellation) =>
        {
            token = cancellation;
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        page.Render<LoraLibrary>();
        Assert.Equal(1, page.Client.Subscribers);
        await page.DisposeComponentsAsync();
        Assert.Equal(0, page.Client.Subscribers);
        Assert.True(token.IsCancellationRequested);
    }

    // Runs on the renderer thread, so that no render occurs between finding the field and typing into it.
    private static Task TypeAsync(IRenderedComponent<LoraLibrary> library, string text) =>
        library.InvokeAsync(() => library.Find("input[type=search]").Input(text));

    private static IReadOnlyList<string> Names(IRenderedComponent<LoraLibrary> library) => [.. library.FindAll(".lora-card-name").Select(name => name.TextContent)];

    /// <summary>Renders the interactive library as after prerendering with these LoRAs.</summary>
    private static IRenderedComponent<LoraLibrary> RenderAfterPrerendering(ComponentTest page, IReadOnlyList<LoraItem> items)
    {
        page.ComponentFactories.Add(new PrerenderedLibrary(new LoraPage<LoraItem>(items, null) { Total = items.Count, TotalSize = items.Sum(static item => item.Size) }));
        return page.Render<LoraLibrary>();
    }

    private sealed class PrerenderedLibrary(LoraPage<LoraItem> prerendered) : IComponentFactory
    {
        public bool CanCreate(Type componentType) => componentType == typeof(LoraLibrary);

        public IComponent Create(Type componentType) => new LoraLibrary { Prerendered = prerendered };
    }
}
