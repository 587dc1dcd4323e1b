using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>
/// Selects the LoRAs for a model with a high-noise and a low-noise expert, each with its weight. A message states when only one of them is selected, which is
/// allowed.
/// </summary>
public sealed partial class LoraPairSelector : IDisposable
{
    private readonly string _generatedId = LoraCss.NewId("lora-pair");
    private readonly LoraPairSlot _high = new(isHigh: true);
    private readonly LoraPairSlot _low = new(isHigh: false);
    private LoraLocalizer? _texts;
    private EditContext? _watched;
    private LoraSelector? _focusSelector;

    /// <summary>The path of the high-noise LoRA; empty if none is selected.</summary>
    [Parameter]
    public string? High { get; set; }

    /// <summary>Called when <see cref="High"/> changes.</summary>
    [Parameter]
    public EventCallback<string> HighChanged { get; set; }

    /// <summary>Identifies <see cref="High"/> for validation.</summary>
    [Parameter]
    public Expression<Func<string>>? HighExpression { get; set; }

    /// <summary>The path of the low-noise LoRA; empty if none is selected.</summary>
    [Parameter]
    public string? Low { get; set; }

    /// <summary>Called when <see cref="Low"/> changes.</summary>
    [Parameter]
    public EventCallback<string> LowChanged { get; set; }

    /// <summary>Identifies <see cref="Low"/> for validation.</summary>
    [Parameter]
    public Expression<Func<string>>? LowExpression { get; set; }

    /// <summary>The weight of the high-noise LoRA. Default: 1.</summary>
    [Parameter]
    public decimal HighWeight { get; set; } = 1;

    /// <summary>Called when <see cref="HighWeight"/> changes.</summary>
    [Parameter]
    public EventCallback<decimal> HighWeightChanged { get; set; }

    /// <summary>Identifies <see cref="HighWeight"/> for validation.</summary>
    [Parameter]
    public Expression<Func<decimal>>? HighWeightExpression { get; set; }

    /// <summary>The weight of the low-noise LoRA. Default: 1.</summary>
    [Parameter]
    public decimal LowWeight { get; set; } = 1;

    /// <summary>Called when <see cref="LowWeight"/> changes.</summary>
    [Parameter]
    public EventCallback<decimal> LowWeightChanged { get; set; }

    /// <summary>Identifies <see cref="LowWeight"/> for validation.</summary>
    [Parameter]
    public Expression<Func<decimal>>? LowWeightExpression { get; set; }

    /// <summary>The bounds of the high-noise weight; <see langword="null"/> to show no weight. Default: <see cref="LoraWeightBounds.Default"/>.</summary>
    [Parameter]
    public LoraWeightBounds? HighBounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>The bounds of the low-noise weight; <see langword="null"/> to show no weight. Default: <see cref="LoraWeightBounds.Default"/>.</summary>
    [Parameter]
    public LoraWeightBounds? LowBounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>The invalid input in the box of the high-noise weight. See <see cref="LoraWeight.Text"/>.</summary>
    [Parameter]
    public string? HighWeightText { get; set; }

    /// <summary>Called when <see cref="HighWeightText"/> changes.</summary>
    [Parameter]
    public EventCallback<string?> HighWeightTextChanged { get; set; }

    /// <summary>The invalid input in the box of the low-noise weight. See <see cref="LoraWeight.Text"/>.</summary>
    [Parameter]
    public string? LowWeightText { get; set; }

    /// <summary>Called when <see cref="LowWeightText"/> changes.</summary>
    [Parameter]
    public EventCallback<string?> LowWeightTextChanged { get; set; }

    /// <summary>The legend. Default: "LoRA pair" in the current UI culture.</summary>
    [Parameter]
    public string? Legend { get; set; }

    /// <summary>Whether a button opens the library. Default: <see langword="true"/>.</summary>
    [Parameter]
    public bool ShowManage { get; set; } = true;

    /// <summary>Whether the fieldset is disabled.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the fieldset, which is also the prefix of the ids inside it. Default: <see langword="null"/>, which generates an id.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Classes to add to the fieldset.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the fieldset.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    /// <summary>The base models of the LoRAs to offer; empty for any. See <see cref="LoraSelector.Families"/>.</summary>
    [Parameter]
    public IReadOnlyList<string> Families { get; set; } = [];

    [CascadingParameter]
    private EditContext? Context { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraFormStrings>(Services);

    private IEnumerable<LoraPairSlot> Slots => [_high, _low];

    private string RootId => Id ?? _generatedId;

    private bool IsFixed => Disabled || !RendererInfo.IsInteractive;

    private string? Note => (_high.IsChosen, _low.IsChosen) switch
    {
        _ when _high.IsMissing || _low.IsMissing => null,
        (true, false) => Texts["Pair.OnlyHigh"],
        (false, true) => Texts["Pair.OnlyLow"],
        _ => null,
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _suggesting.Dispose();
        Unwatch();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _high.SetParameters(High, HighChanged, HighExpression);
        _high.SetWeightParameters(HighWeight, HighWeightChanged, HighWeightExpression, HighBounds);
        _high.SetTextParameters(HighWeightText, HighWeightTextChanged);
        _low.SetParameters(Low, LowChanged, LowExpression);
        _low.SetWeightParameters(LowWeight, LowWeightChanged, LowWeightExpression, LowBounds);
        _low.SetTextParameters(LowWeightText, LowWeightTextChanged);
        if (!ReferenceEquals(_watched, Context))
        {
            Unwatch();
            _watched = Context;
            if (_watched is not null)
            {
                _watched.OnValidationStateChanged += Refresh;
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSelector is { } selector)
        {
            _focusSelector = null;
            await selector.FocusAsync();
        }
    }

    private async Task ClearAsync()
    {
        _focusSelector = _high.Selector;
        await _high.ClearAsync(Context);
        await _low.ClearAsync(Context);
    }

    private void Unwatch()
    {
        if (_watched is not null)
        {
            _watched.OnValidationStateChanged -= Refresh;
        }
    }

    private IEnumerable<string> Errors(LoraPairSlot slot) =>
        Context is null ? [] : slot.Fields.SelectMany(Context.GetValidationMessages);

    private void Refresh(object? sender, ValidationStateChangedEventArgs change) => StateHasChanged();

    private string Part(string name) => $"{RootId}-{name}";
}
