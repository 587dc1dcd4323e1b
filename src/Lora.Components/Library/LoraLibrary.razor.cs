using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Displays the LoRAs of the workspace as a grid of cards with search, sort, rename and delete. The grid is updated when any user changes the workspace.
/// </summary>
public sealed partial class LoraLibrary : IAsyncDisposable
{
    private static readonly TimeSpan SearchDelay = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<LoraId, LoraCard> _cards = [];
    private readonly LoraToastQueue _ownToasts = new();
    private readonly CancellationTokenSource _gone = new();
    private LoraLibraryList _list = default!;
    private LoraFamilyCounts _families = default!;
    private DotNetObjectReference<Callbacks>? _self;
    private ElementReference _root;
    private LoraLiveRegion? _live;
    private LoraModule? _module;
    private LoraComponentServices? _componentServices;
    private CancellationTokenSource? _typing;
    private LoraLibrarySummary? _summary;
    private LoraItem? _deleteCandidate;
    private Func<LoraModule, Task>? _focus;

    /// <summary>Called with the totals of the library whenever they are loaded.</summary>
    [Parameter]
    public EventCallback<LoraLibrarySummary> SummaryChanged { get; set; }

    /// <summary>Called for every LoRA that is deleted in this component.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnDeleted { get; set; }

    /// <summary>Whether the component displays its totals. Default: <see langword="true"/>.</summary>
    [Parameter]
    public bool ShowSummary { get; set; } = true;

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the outermost element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    /// <summary>Gets or sets the first page from prerendering. This property is not intended to be set by the host.</summary>
    [PersistentState]
    public LoraPage<LoraItem>? Prerendered { get; set; }

    [CascadingParameter]
    private LoraToastQueue? OuterToasts { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private LoraFormat Format => ComponentServices.Format;

    private LoraToastQueue Toasts => OuterToasts ?? _ownToasts;

    private bool OwnsToasts => OuterToasts is null;

    private bool Live => RendererInfo.IsInteractive;

    // A page that never becomes interactive shows only the list, without inactive buttons.
    private bool HasTools => Live || AssignedRenderMode is not null;

    // There is nothing to search or sort.
    private bool IsBare => _list is { Items.Count: 0, IsFiltered: false } && _list.Search.Length == 0;

    private string EmptyTitle => _list switch
    {
        { Searched.Length: > 0, ShownFamily: { } family } => Texts["Library.NoMatchOf", _list.Searched, ComponentServices.DisplayText.Family(family)],
        { Searched.Length: > 0 } => Texts["Library.NoMatch", _list.Searched],
        { ShownFamily: { } family } => Texts["Library.NoneOfFamily", ComponentServices.DisplayText.Family(family)],
        { Sorted: LoraSort.RecentlyUsed } => Texts["Library.NoneUsed"],
        _ => Texts["Library.Empty"],
    };

    /// <summary>Reloads the displayed LoRAs.</summary>
    public async Task RefreshAsync()
    {
        // The reload shows what has changed until now.
        _changes.Clear();
        var loading = _list.ReloadAsync();
        StateHasChanged();
        var showing = ShowAsync(loading, refreshed: true);
        await Task.WhenAll(showing, _families.LoadAsync(), Workspace.LoadAsync());
        if (await showing && _detailed is { } detailed)
        {
            _detailed = _list.Find(detailed.Id) ?? detailed;
        }

        if (!_gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _subscription?.Dispose();
        _list.Dispose();
        _families.Dispose();
        _ownWorkspace?.Dispose();
        _self?.Dispose();
        _typing?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _list = new LoraLibraryList(Client);
        _families = new LoraFamilyCounts(Client);
        if (PrerenderedWorkspace is { } workspace)
        {
            Workspace.Restore(workspace);
        }

        if (Prerendered is { } page)
        {
            _list.Restore(page);
            await NotifySummaryAsync(new LoraLibrarySummary(page.Total ?? 0, page.TotalSize ?? 0));
        }

        if (Live)
        {
            // Before anything is loaded, so that no change is missed.
            await SubscribeAsync();
        }

        var counting = Task.WhenAll(_families.LoadAsync(), Workspace.EnsureAsync());
        if (Prerendered is null)
        {
            if (await ShowAsync(_list.RestartAsync(), refreshed: false) && !Live)
            {
                Prerendered = _list.Page;
            }
        }
        else if (Live)
        {
            // LoRAs may have changed after prerendering and before the subscription.
            await ShowAsync(_list.ReloadAsync(), refreshed: true);
        }

        await counting;
        PrerenderedWorkspace = Live ? null : Workspace.Info;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        FollowPermissions();
        var hasActions = Live && (_detailed is not null || _list.Items is { Count: > 0 });
        if (_focus is null && (_module is not null || !hasActions))
        {
            return;
        }

        var focus = _focus;
        _focus = null;
        _self ??= DotNetObjectReference.Create(new Callbacks(this));
        _module ??= new LoraModule(JS, Loggers.CreateLogger<LoraLibrary>(), "Library/LoraLibrary.razor.js");
        if (await _module.InitializeAsync(_root, _self) && focus is not null)
        {
            await focus(_module);
        }
    }

    private LoraCard CardOf(LoraItem item)
    {
        if (!_cards.TryGetValue(item.Id, out var card))
        {
            _cards[item.Id] = card = new LoraCard();
        }

        return card;
    }

    private string MatchesText => _list.IsTotalCapped ? Texts["Library.MatchesCapped", LoraFormat.Count(_list.Total)] : Texts.Plural("Library.Matches", _list.Total);

    private string SummaryText(LoraLibrarySummary summary) => Workspace.Info is { Limits.Bytes: not null }
        ? Texts.Plural("Library.Count", summary.Count)
        : Texts.Plural("Library.Summary", summary.Count, Format.Size(summary.Size));

    private async Task<bool> ShowAsync(Task<bool> loading, bool refreshed)
    {
        var shown = await loading;
        if (_gone.IsCancellationRequested || (!shown && _list.Error is null))
        {
            return false;
        }

        if (shown && !_list.IsFiltered)
        {
            await NotifySummaryAsync(new LoraLibrarySummary(_list.Total, _list.TotalSize));
        }
        else if (shown && refreshed)
        {
            await LoadSummaryAsync();
        }

        if (LoraWorkspaceState.IsDenied(_list.Error) && Workspace.Allows(LoraOperation.View))
        {
            await Workspace.LoadAsync();
        }

        StateHasChanged();
        return shown;
    }

    private async Task LoadSummaryAsync()
    {
        try
        {
            var page = await Client.ListAsync(new LoraQuery { Take = 1 }, _gone.Token);
            await NotifySummaryAsync(new LoraLibrarySummary(page.Total ?? 0, page.TotalSize ?? 0));
        }
        catch (Exception exception) when (exception is LoraException or OperationCanceledException)
        {
            // The list is up to date; the totals are loaded again with the next change.
        }
    }

    private Task NotifySummaryAsync(LoraLibrarySummary summary)
    {
        _summary = summary;
        return SummaryChanged.InvokeAsync(summary);
    }

    private async Task SearchAsync()
    {
        try
        {
            await Task.Delay(SearchDelay, ComponentServices.Time, StopTyping());
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await RestartAsync();
    }

    // Cancels the search for earlier input.
    private CancellationToken StopTyping()
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        return _typing.Token;
    }

    private Task SortAsync(ChangeEventArgs change)
    {
        _list.Sort = Enum.TryParse<LoraSort>(change.Value?.ToString(), out var sort) ? sort : LoraSort.Newest;
        return RestartAsync();
    }

    private Task ShowAllAsync()
    {
        _list.Search = string.Empty;
        _list.Family = null;
        _list.Sort = LoraSort.Newest;
        _focus = module => module.InvokeAsync("focusAfterDelete", (string?)null);
        return RestartAsync();
    }

    private async Task RestartAsync()
    {
        var loading = _list.RestartAsync();
        StateHasChanged();
        if (await ShowAsync(loading, refreshed: false))
        {
            _live?.Announce(_list.Total == 0 ? EmptyTitle : MatchesText);
        }
    }

    private async Task LoadMoreAsync()
    {
        var first = _list.Items?.Count ?? 0;
        if (await ShowAsync(_list.LoadMoreAsync(), refreshed: false) && _list.Items is { } items && items.Count > first)
        {
            _live?.Announce(Texts["Library.Shown", LoraFormat.Count(items.Count), LoraFormat.Count(_list.Total, _list.IsTotalCapped)]);
            _focus = module => module.InvokeAsync("focusCard", items[first].Id.ToString());
        }
    }
}
