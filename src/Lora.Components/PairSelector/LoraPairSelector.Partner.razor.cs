namespace Lora.Components;

/// <content>The other half: offered when one is chosen alone; and both swapped.</content>
public sealed partial class LoraPairSelector
{
    private readonly LoraLatest _offering = new();
    private LoraLiveRegion? _live;
    private LoraItem? _offer;
    private LoraItem? _offeredFor;

    private LoraPairHalf? Empty => (_high.IsChosen, _low.IsChosen) switch
    {
        (true, false) => _low,
        (false, true) => _high,
        _ => null,
    };

    private Task KnowAsync(LoraPairHalf half, LoraItem? item)
    {
        half.Know(item);
        return OfferAsync();
    }

    // The offer only helps: where it cannot be made, nothing is said.
    private async Task OfferAsync()
    {
        var alone = Empty is null ? null : _high.IsChosen ? _high.Item : _low.Item;
        if (alone?.Id == _offeredFor?.Id)
        {
            StateHasChanged();
            return;
        }

        (_offer, _offeredFor) = (null, alone);
        var latest = _offering.Begin();
        StateHasChanged();
        if (alone is null)
        {
            return;
        }

        try
        {
            var partner = await Client.FindPartnerAsync(alone.Id, latest);
            _offer = latest.IsCancellationRequested ? _offer : partner;
        }
        catch (Exception fault) when (fault is LoraException or OperationCanceledException)
        {
        }

        StateHasChanged();
    }

    private async Task UseOfferAsync()
    {
        if (Empty is { } half && _offer is { } offer)
        {
            _offer = null;
            _focusSelector = half.Selector;
            await half.SetAsync(offer.Path, Context);
        }
    }

    private async Task SwapAsync()
    {
        var (high, low, highWeight, lowWeight) = (_high.Value ?? string.Empty, _low.Value ?? string.Empty, _high.Weight, _low.Weight);
        (_offer, _offeredFor) = (null, null);
        await _high.SetAsync(low, Context);
        await _low.SetAsync(high, Context);
        if (_high.Bounds is not null && _low.Bounds is not null)
        {
            await _high.SetWeightAsync(lowWeight, Context);
            await _low.SetWeightAsync(highWeight, Context);
        }

        _live?.Say(Texts["Pair.Swapped"]);
    }
}
