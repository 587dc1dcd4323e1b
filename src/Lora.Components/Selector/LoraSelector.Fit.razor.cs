using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>What fits: which LoRAs are offered first, which are hidden, and the question before a wrong one is taken.</content>
public sealed partial class LoraSelector
{
    private LoraSlotFit? _fit;
    private LoraFitText? _fitText;
    private LoraFamilyCounts? _families;
    private LoraItem? _questioned;
    private bool _hasQuestioned;

    /// <summary>
    /// The base models it takes LoRAs for: ids of <see cref="LoraFamilies"/>, or of the host's own. Empty: any. Those that fit are listed first; wrong ones are hidden until
    /// the person asks for them, and are asked about before they are taken.
    /// </summary>
    [Parameter]
    public IReadOnlyList<string> Families { get; set; } = [];

    /// <summary>One base model more, for markup that names a single one. See <see cref="Families"/>.</summary>
    [Parameter]
    public string? BaseModel { get; set; }

    /// <summary>The half of the model it stands for. Default: the model has no halves.</summary>
    [Parameter]
    public LoraExpert Expert { get; set; }

    private LoraSlotFit Fit => _fit ??= new LoraSlotFit(Slot, ComponentServices.DisplayText.Rules);

    private LoraFitText FitText => _fitText ??= new LoraFitText(Fit, Texts, ComponentServices.DisplayText);

    private LoraSlot Slot => new() { Families = BaseModel is null ? Families : [.. Families, BaseModel], Expert = Expert };

    private bool IsWrong(LoraItem item) => Fit.Check(item.Facts) == LoraFit.Wrong;

    private bool CanShowAll => State is { IsLoading: false, Error: null } && (State.List.Hidden > 0 || _picker.Source.ShowsAll) && !Fit.TakesAny;

    private bool CanFilter => _families is { IsWorthAsking: true } && (Fit.TakesAny || _picker.Source.ShowsAll) && State.List.Total > 0;

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
        _families ??= new LoraFamilyCounts(Client);
        return Task.WhenAll(_picker.BeginAsync(), _families.LoadAsync());
    }

    private Task ToggleAllAsync()
    {
        _focusBox = true;
        _picker.Source.ShowsAll = !_picker.Source.ShowsAll;
        _picker.Source.Family = null;
        return _picker.RetryAsync();
    }

    private Task FilterAsync(ChangeEventArgs change)
    {
        _picker.Source.Family = change.Value?.ToString() is { Length: > 0 } family ? family : null;
        return _picker.RetryAsync();
    }

    private void Question(LoraItem item)
    {
        (_questioned, _hasQuestioned) = (item, true);
        _said = null;
    }

    private void KeepChoice()
    {
        _questioned = null;
        _focusCard = true;
    }

    private void UseAnyway()
    {
        if (_questioned is { } item)
        {
            KeepChoice();
            Take(item);
        }
    }
}
