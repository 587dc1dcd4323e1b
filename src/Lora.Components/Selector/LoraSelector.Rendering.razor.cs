using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

public sealed partial class LoraSelector
{
    private PersistentComponentState? _state;
    private PersistingComponentStateSubscription? _memory;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _bridge = DotNetObjectReference.Create(new LoraSelectorBridge(LeaveAsync));
            _module = new LoraModule(JS, Loggers.CreateLogger<LoraSelector>(), "Selector/LoraSelector.razor.js");
            if (!await _module.InitializeAsync(_root, _bridge) && !_disposed)
            {
                _withoutModule = true;
            }
        }

        await FocusPendingAsync(moved: false);
        await FollowListAsync();
        await NotifyItemAsync();
        await FollowEmptyListAsync();
    }

    // What completes later reports it (StateHasChanged), so each result is rendered once.
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        var handling = item.InvokeAsync(arg);
        StateHasChanged();
        return handling;
    }

    // The user may have moved the focus meanwhile. Then only an explicit request of the host moves it.
    private async Task FocusPendingAsync(bool moved)
    {
        var (box, card) = (_focusBox && State.IsEditing, _focusCard && !State.IsEditing);
        (_focusBox, _focusCard) = (false, false);
        if (!box && !card)
        {
            return;
        }

        var target = box ? _box : _trigger;
        if (!moved && _module is { IsReady: true })
        {
            await _module.InvokeAsync("focus", target);
            return;
        }

        await target.TryFocusAsync();
    }

    private async Task NotifyItemAsync()
    {
        var shown = (_choice.Status, _choice.Item);
        if (shown != _notified)
        {
            _notified = shown;
            await ItemChanged.InvokeAsync(_choice.Item);
        }
    }

    private async Task FollowListAsync()
    {
        if (_module is not { IsReady: true })
        {
            return;
        }

        var (opened, active) = (State.IsOpen && !_wasOpen, ActiveId);
        var moved = active is not null && active != _revealed;
        (_wasOpen, _revealed) = (State.IsOpen, active);
        if (opened)
        {
            await _module.InvokeAsync("place");
        }

        if (moved)
        {
            await _module.InvokeAsync("reveal", active);
        }
    }

    // Persists the LoRA that was loaded during prerendering, so that the interactive page neither loads it again nor flickers.
    private void Remember()
    {
        _state = (PersistentComponentState?)Services.GetService(typeof(PersistentComponentState));
        if (_state is null || AssignedRenderMode is null || string.IsNullOrEmpty(CurrentValue))
        {
            return;
        }

        if (_state.TryTakeFromJson<LoraItem>(MemoryKey(CurrentValue), out var item) && item is not null)
        {
            _choice.Take(CurrentValue, item);
        }

        if (!RendererInfo.IsInteractive)
        {
            _memory = _state.RegisterOnPersisting(PersistAsync);
        }
    }

    private Task PersistAsync()
    {
        if (_choice.Item is { } item)
        {
            try
            {
                _state!.PersistAsJson(MemoryKey(_choice.Value), item);
            }
            catch (ArgumentException)
            {
                // Another selector on the page has the same value; one of them loads it again.
            }
        }

        return Task.CompletedTask;
    }

    private static string MemoryKey(string value) => $"lora-item:{value}";
}
