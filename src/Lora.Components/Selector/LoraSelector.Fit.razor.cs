using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>Compatibility: the order of the options, hidden options, and the confirmation for an incompatible LoRA.</content>
public sealed partial class LoraSelector
{
    private LoraSlotFit? _fit;
    private LoraFitText? _fitText;
    private LoraFamilyCounts? _families;
    private LoraItem? _unconfirmed;
    private bool _rendersConfirmation;

    /// <summary>
    /// The ids of the accepted base models, from <see cref="LoraFamilies"/> or defined by the host. Default: empty, which accepts any. Compatible LoRAs are listed
    /// first. Incompatible LoRAs are hidden until the user shows all, and require confirmation.
    /// </summary>
    [Parameter]
    public IReadOnlyList<string> Families { get; set; } = [];

    /// <summary>An additional accepted base model, for markup with a single one. See <see cref="Families"/>.</summary>
    [Parameter]
    public string? BaseModel { get; set; }

    /// <summary>
    /// The noise expert that the LoRA is for, <see cref="LoraNoiseExpert.High"/> or <see cref="LoraNoiseExpert.Low"/>. Default: <see langword="null"/>, the model has no
    /// noise experts.
    /// </summary>
    [Parameter]
    public LoraNoiseExpert? Expert { get; set; }

    private LoraSlotFit Fit => _fit ??= new LoraSlotFit(Slot, ComponentServices.DisplayText.Rules);

    private LoraFitText FitText => _fitText ??= new LoraFitText(Fit, Texts, ComponentServices.DisplayText);

    private LoraSlot Slot => new() { Families = BaseModel is null ? Families : [.. Families, BaseModel], Expert = Expert };

    private bool IsWrong(LoraItem item) => Fit.Check(item.Facts) == LoraFit.Wrong;

    private bool CanShowAll => State is { IsLoading: false, Error: null } && (State.List.Hidden > 0 || _picker.Source.ShowsAll) && !Fit.AcceptsAny;

    private bool CanFilter => _families is { HasChoice: true } && (Fit.AcceptsAny || _picker.Source.ShowsAll) && State.List.Total > 0;

    private Task FollowFitAsync()
    {
        if (_fit is not null && _fit.Slot == Slot)
        {
            return Task.CompletedTask;
        }

        (_fit, _fitText) = (null, null);
        _picker.Source.Fit = Fit;
        return _picker.RefreshAsync();
    }

    private Task BeginListAsync()
    {
        (_picker.Source.ShowsAll, _picker.Source.Family) = (false, null);

        // Without notifications, what was kept may have changed.
        return _picker.Begin() && _subscription is not null ? Task.CompletedTask : Task.WhenAll(_picker.RefreshAsync(), LoadFamiliesAsync());
    }

    // Only the filter displays them.
    private async Task LoadFamiliesAsync()
    {
        if (!Fit.AcceptsAny && !_picker.Source.ShowsAll)
        {
            return;
        }

        _families ??= new LoraFamilyCounts(Client);
        await _families.LoadAsync();
        if (CanFilter)
        {
            StateHasChanged();
        }
    }

    private Task ToggleAllAsync()
    {
        _focusBox = true;
        _picker.Source.ShowsAll = !_picker.Source.ShowsAll;
        _picker.Source.Family = null;
        return Task.WhenAll(_picker.RetryAsync(), LoadFamiliesAsync());
    }

    private Task FilterAsync(ChangeEventArgs change)
    {
        _picker.Source.Family = change.Value?.ToString() is { Length: > 0 } family ? family : null;
        return _picker.RetryAsync();
    }

    private void Confirm(LoraItem item)
    {
        (_unconfirmed, _rendersConfirmation) = (item, true);
        _announcement = null;
    }

    private void CancelConfirmation()
    {
        _unconfirmed = null;
        _focusCard = true;
    }

    private void UseAnyway()
    {
        if (_unconfirmed is { } item)
        {
            CancelConfirmation();
            Take(item);
        }
    }
}
