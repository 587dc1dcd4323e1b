using Bunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Library;

/// <summary>What the library reads when another user changes the workspace. A list is a query over many rows; a LoRA, the counts and the usage are a few rows.</summary>
public sealed class LoraLibraryFollowingTests : IDisposable
{
    private const string Find = nameof(ILoraClient.FindAsync);
    private const string List = nameof(ILoraClient.ListAsync);
    private const string Counts = nameof(ILoraClient.CountFamiliesAsync);
    private const string Usage = nameof(ILoraClient.GetWorkspaceAsync);

    private readonly ComponentTest _page = new();
    private readonly LoraItem _older;
    private readonly LoraItem _newer;

    public LoraLibraryFollowingTests()
    {
        _older = _page.Client.Add("Neon rain", 1_000_000_000, ComponentTest.Now.AddDays(-2));
        _newer = _page.Client.Add("Slow dolly", 2_000_000_000, ComponentTest.Now.AddDays(-1));
        Library = _page.Render<LoraLibrary>();
    }

    private IRenderedComponent<LoraLibrary> Library { get; }

    private IEnumerable<string> Names => Library.FindAll(".lora-card-name").Select(static name => name.TextContent);

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Newer_LoRA_is_inserted_without_a_list()
    {
        var calls = Follow(LoraChangeKind.Added, _page.Client.Add("Ember", 1_000_000_000, ComponentTest.Now).Id);

        Assert.Equal(["Ember", "Slow dolly", "Neon rain"], Names);
        Assert.Equal([Counts, Find, Usage], calls);
        Assert.Contains("3 LoRAs · 4 GB", Library.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_LoRA_is_found_by_a_list()
    {
        var calls = Follow(LoraChangeKind.Added, _page.Client.Add("Ember", 1_000_000_000, ComponentTest.Now.AddDays(-3)).Id);

        Assert.Equal(["Slow dolly", "Neon rain", "Ember"], Names);
        Assert.Contains(List, calls);
    }

    [Fact]
    public void Changed_LoRA_is_replaced_where_it_is()
    {
        _page.Client.Change(_older.Id, static item => item with { Name = "Alpha" });
        var calls = Follow(LoraChangeKind.Updated, _older.Id);

        Assert.Equal(["Slow dolly", "Alpha"], Names);
        Assert.Equal([Counts, Find, Usage], calls);
    }

    [Fact]
    public async Task Changed_LoRA_moves_if_the_order_needs_it()
    {
        await Library.Find("select").ChangeAsync("Name");
        _page.Client.Change(_newer.Id, static item => item with { Name = "Alpha" });
        var calls = Follow(LoraChangeKind.Updated, _newer.Id);

        Assert.Equal(["Alpha", "Neon rain"], Names);
        Assert.Contains(List, calls);
    }

    [Fact]
    public void Deleted_LoRA_is_removed_without_a_list()
    {
        _page.Client.Remove(_newer.Id);
        var calls = Follow(LoraChangeKind.Removed, _newer.Id);

        Assert.Equal(["Neon rain"], Names);
        Assert.Equal([Counts, Usage], calls);
        Assert.Contains("1 LoRA · 1 GB", Library.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Used_LoRA_is_the_only_one_that_is_read()
    {
        _page.Client.Change(_older.Id, static item => item with { LastUsedAt = ComponentTest.Now, UseCount = 1 });

        Assert.Equal([Find], Follow(LoraChangeKind.Used, _older.Id));
        Assert.Equal(["Slow dolly", "Neon rain"], Names);
    }

    [Fact]
    public void Everything_is_reloaded_if_changes_were_missed()
    {
        _page.Client.Remove(_newer.Id);
        _page.Client.Add("Ember", 1_000_000_000, ComponentTest.Now);
        var calls = Follow(LoraChangeKind.Missed, default);

        Assert.Equal(["Ember", "Neon rain"], Names);
        Assert.Equal([Counts, Usage, List], calls);
    }

    [Fact]
    public void Change_that_cannot_be_read_is_found_by_a_list()
    {
        _page.Client.FailNext(Find, new LoraException(LoraErrorCodes.DatabaseUnavailable, "The database is busy."));
        _page.Client.Change(_older.Id, static item => item with { Name = "Alpha" });
        var calls = Follow(LoraChangeKind.Updated, _older.Id);

        Assert.Equal(["Slow dolly", "Alpha"], Names);
        Assert.Contains(List, calls);
    }

    [Fact]
    public async Task Own_delete_loads_the_list_once()
    {
        await Library.Find("[aria-label='Delete Slow dolly']").ClickAsync();
        var before = _page.Client.Calls.Count;
        await Library.FindAll("[role=alertdialog] button").Single(static button => button.TextContent == "Delete").ClickAsync();
        _page.Time.Advance(TimeSpan.FromSeconds(1));
        await Library.InvokeAsync(static () => { });

        Library.WaitForAssertion(() => Assert.Equal(["Neon rain"], Names));
        Assert.Single(_page.Client.Calls.Skip(before), static call => call.Member == List);
    }

    [Fact]
    public void List_does_not_grow_without_limit_while_others_upload()
    {
        for (var number = 0; number < 120; number++)
        {
            Follow(LoraChangeKind.Added, _page.Client.Add($"New {number}", 1_000, ComponentTest.Now.AddSeconds(number)).Id);
            _page.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("New 119", Names.First());
        Assert.InRange(Names.Count(), 48, 96);
    }

    private List<string> Follow(LoraChangeKind kind, LoraId id)
    {
        var before = _page.Client.Calls.Count;
        var renders = Library.RenderCount;
        _page.Client.Notify(kind, id);

        // The library waits from here on.
        Library.InvokeAsync(static () => { }).GetAwaiter().GetResult();
        _page.Time.Advance(TimeSpan.FromMilliseconds(100));
        Library.WaitForState(() => Library.RenderCount > renders && Library.Find("section").GetAttribute("aria-busy") == "false");
        return [.. _page.Client.Calls.Skip(before).Select(static call => call.Member).Order(StringComparer.Ordinal)];
    }
}
