namespace Lora.Components;

/// <content>Suggests the partner of a LoRA that is selected alone, and swaps the two LoRAs.</content>
public sealed partial class LoraPairSelector
{
    private readonly LoraLatest _suggesting = new();
    private LoraLiveRegion? _live;
    private LoraItem? _suggestion;
    private LoraItem? _suggestedFor;

    private LoraPairSlot? Empty => (_high.IsChosen, _low.IsChosen) switch
    {
        (true, false) => _low,
        (false, true) => _high,
        _ => null,
    };

    private Task ItemChangedAsync(LoraPairSlot slot, LoraItem? item)
    {
        slot.SetItem(item);
        return SuggestAsync();
    }

    // The suggestion is optional, so errors are not shown.
    private async Task SuggestAsync()
    {
        var alone = Empty is null ? null : _high.IsChosen ? _high.Item : _low.Item;
        if (alone?.Id == _suggestedFor?.Id)
        {
            StateHasChanged();
            return;
        }

        (_suggestion, _suggestedFor) = (null, alone);
        var latest = _suggesting.Begin();
        StateHasChanged();
        if (alone is null)
        {
            return;
        }

        try
        {
            var partner = await Client.FindPartnerAsync(alone.Id, latest);
            _suggestion = latest.IsCancellationRequested ? _suggestion : partner;
        }
        catch (Exception exception) when (exception is LoraException or OperationCanceledException)
        {
        }

        StateHasChanged();
    }

    private async Task UseSuggestionAsync()
    {
        if (Empty is { } slot && _suggestion is { } suggestion)
        {
            _suggestion = null;
            _focusSelector = slot.Selector;
            await slot.SetAsync(suggestion.Path, Context);
        }
    }

    private async Task SwapAsync()
    {
        var (high, low, highWeight, lowWeight) = (_high.Value ?? string.Empty, _low.Value ?? string.Empty, _high.Weight, _low.Weight);
        (_suggestion, _suggestedFor) = (null, null);
        await _high.SetAsync(low, Context);
        await _low.SetAsync(high, Context);
        if (_high.Bounds is not null && _low.Bounds is not null)
        {
            await _high.SetWeightAsync(lowWeight, Context);
            await _low.SetWeightAsync(highWeight, Context);
        }

        _live?.Announce(Texts["Pair.Swapped"]);
    }
}
