using System.Runtime.CompilerServices;

namespace Lora.Components;

/// <content>Follows changes by any user.</content>
public sealed partial class LoraLibrary
{
    private static readonly TimeSpan ChangeDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FollowInterval = TimeSpan.FromMilliseconds(500);

    // More changes at a time cost more queries than a reload of the page, which all libraries of the server share.
    private const int MaxPatches = 3;

    private readonly List<LoraChange> _changes = [];
    private IDisposable? _subscription;
    private bool _isFollowing;
    private long? _lastFollowed;

    private async Task SubscribeAsync()
    {
        try
        {
            _subscription = await Client.SubscribeAsync(change => _ = InvokeAsync(() => FollowAsync(change)), _gone.Token);
            if (_gone.IsCancellationRequested)
            {
                _subscription.Dispose();
            }
        }
        catch (LoraException)
        {
            // The list reports the missing workspace.
        }
    }

    // The libraries of a server don't all follow at the same moment.
    private TimeSpan DelayBeforeFollowing()
    {
        var rest = _lastFollowed is { } last ? FollowInterval - ComponentServices.Time.GetElapsedTime(last) : TimeSpan.Zero;
        var delay = ChangeDelay - TimeSpan.FromMilliseconds(RuntimeHelpers.GetHashCode(this) % (ChangeDelay.TotalMilliseconds / 2));
        return rest > delay ? rest : delay;
    }

    // If changes continue, as when many files are uploaded, the list follows them twice a second.
    private async Task FollowAsync(LoraChange change)
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        if (!_changes.Contains(change))
        {
            _changes.Add(change);
        }

        if (_isFollowing)
        {
            return;
        }

        _isFollowing = true;
        try
        {
            await Task.Delay(DelayBeforeFollowing(), ComponentServices.Time, _gone.Token);
            LoraChange[] changes = [.. _changes];
            _changes.Clear();
            _lastFollowed = ComponentServices.Time.GetTimestamp();
            _isFollowing = false;
            if (changes.Length > 0)
            {
                await FollowAsync(changes);
            }
        }
        catch (OperationCanceledException)
        {
            _isFollowing = false;
        }
    }

    private async Task FollowAsync(LoraChange[] changes)
    {
        // The details also display what the LoRA has in common with others.
        if (_detailed is { } open && !Array.Exists(changes, change => change.Id == open.Id))
        {
            changes = [.. changes, new LoraChange(LoraChangeKind.Updated, open.Id)];
        }

        if (!await TryPatchAsync(changes))
        {
            await RefreshAsync();
            return;
        }

        if (_detailed is { } detailed)
        {
            _detailed = _list.Find(detailed.Id) ?? detailed;
        }

        if (Array.Exists(changes, static change => change.Kind is not LoraChangeKind.Used))
        {
            var summary = _list.IsFiltered ? LoadSummaryAsync() : NotifySummaryAsync(new LoraLibrarySummary(_list.Total, _list.TotalSize));
            await Task.WhenAll(summary, _families.LoadAsync(), Workspace.LoadAsync());
        }

        if (!_gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    /// <summary>Applies the changes to the cards, without loading a page. Returns <see langword="false"/> if the page must be loaded.</summary>
    private async Task<bool> TryPatchAsync(LoraChange[] changes)
    {
        if (changes.Length > MaxPatches || Array.Exists(changes, static change => change.Kind is LoraChangeKind.Missed) || _list is { IsLoading: true } or { Error: not null } or { Items: null })
        {
            return false;
        }

        var before = _list.Items;
        LoraItem?[] items;
        try
        {
            items = await Task.WhenAll(changes.Select(change =>
                change.Kind is LoraChangeKind.Removed ? Task.FromResult<LoraItem?>(null) : Client.FindAsync(change.Id.ToString(), _gone.Token)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The reload shows what is wrong.
            return false;
        }

        // The user may have searched meanwhile.
        return ReferenceEquals(before, _list.Items) && !_list.IsLoading && changes.Zip(items).All(pair => _list.TryApply(pair.First, pair.Second));
    }
}
