using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>
/// Lets a person choose the two halves of a LoRA for a model with a high-noise and a low-noise expert, each with its weight. One half alone is allowed, and
/// said in words.
/// </summary>
public sealed partial class LoraPairSelector : IDisposable
{
    private readonly string _generatedId = LoraCss.NewId("lora-pair");
    private readonly LoraPairHalf _high = new(isHigh: true);
    private readonly LoraPairHalf _low = new(isHigh: false);
    private LoraLocalizer? _texts;
    private EditContext? _watched;
    private LoraSelector? _focusSelector;

    /// <summary>The path of the high-noise LoRA; empty for none.</summary>
    [Parameter]
    public string? High { get; set; }

    /// <summary>Tells another choice of <see cref="High"/>.</summary>
    [Parameter]
    public EventCallback<string> HighChanged { get; set; }

    /// <summary>Names <see cref="High"/> for validation.</summary>
    [Parameter]
    public Expression<Func<string>>? HighExpression { get; set; }

    /// <summary>The path of the low-noise LoRA; empty for none.</summary>
    [Parameter]
    public string? Low { get; set; }

    /// <summary>Tells another choice of <see cref="Low"/>.</summary>
    [Parameter]
    public EventCallback<string> LowChanged { get; set; }

    /// <summary>Names <see cref="Low"/> for validation.</summary>
    [Parameter]
    public Expression<Func<string>>? LowExpression { get; set; }

    /// <summary>The weight of the high half. Default: 1.</summary>
    [Parameter]
    public decimal HighWeight { get; set; } = 1;

    /// <summary>Tells another <see cref="HighWeight"/>.</summary>
    [Parameter]
    public EventCallback<decimal> HighWeightChanged { get; set; }

    /// <summary>Names <see cref="HighWeight"/> for validation.</summary>
    [Parameter]
    public Expression<Func<decimal>>? HighWeightExpression { get; set; }

    /// <summary>The weight of the low half. Default: 1.</summary>
    [Parameter]
    public decimal LowWeight { get; set; } = 1;

    /// <summary>Tells another <see cref="LowWeight"/>.</summary>
    [Parameter]
    public EventCallback<decimal> LowWeightChanged { get; set; }

    /// <summary>Names <see cref="LowWeight"/> for validation.</summary>
    [Parameter]
    public Expression<Func<decimal>>? LowWeightExpression { get; set; }

    /// <summary>Between which numbers the weight of the high half moves; <see langword="null"/>: it has no weight.</summary>
    [Parameter]
    public LoraWeightBounds? HighBounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>Between which numbers the weight of the low half moves; <see langword="null"/>: it has no weight.</summary>
    [Parameter]
    public LoraWeightBounds? LowBounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>What stands in the box of the high weight while it is no number. See <see cref="LoraWeight.Text"/>.</summary>
    [Parameter]
    public string? HighWeightText { get; set; }

    /// <summary>Tells another <see cref="HighWeightText"/>.</summary>
    [Parameter]
    public EventCallback<string?> HighWeightTextChanged { get; set; }

    /// <summary>What stands in the box of the low weight while it is no number. See <see cref="LoraWeight.Text"/>.</summary>
    [Parameter]
    public string? LowWeightText { get; set; }

    /// <summary>Tells another <see cref="LowWeightText"/>.</summary>
    [Parameter]
    public EventCallback<string?> LowWeightTextChanged { get; set; }

    /// <summary>What people read above it; <see langword="null"/>: "LoRA pair".</summary>
    [Parameter]
    public string? Legend { get; set; }

    /// <summary>Whether it offers to open the library. Default: yes.</summary>
    [Parameter]
    public bool ShowManage { get; set; } = true;

    /// <summary>Whether it is fixed.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the fieldset; <see langword="null"/>: one is made. The controls inside have it as the beginning of theirs.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Classes to add to the fieldset.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the fieldset.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    /// <summary>The base models it takes LoRAs for; empty: any. See <see cref="LoraSelector.Families"/>.</summary>
    [Parameter]
    public IReadOnlyList<string> Families { get; set; } = [];

    [CascadingParameter]
    private EditContext? Context { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraFormStrings>(Services);

    private IEnumerable<LoraPairHalf> Halves => [_high, _low];

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
        _offering.Dispose();
        Unwatch();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _high.Take(High, HighChanged, HighExpression);
        _high.TakeWeight(HighWeight, HighWeightChanged, HighWeightExpression, HighBounds);
        _high.TakeText(HighWeightText, HighWeightTextChanged);
        _low.Take(Low, LowChanged, LowExpression);
        _low.TakeWeight(LowWeight, LowWeightChanged, LowWeightExpression, LowBounds);
        _low.TakeText(LowWeightText, LowWeightTextChanged);
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

    private IEnumerable<string> Faults(LoraPairHalf half) =>
        Context is null ? [] : half.Fields.SelectMany(Context.GetValidationMessages);

    private void Refresh(object? sender, ValidationStateChangedEventArgs change) => StateHasChanged();

    private string Part(string name) => $"{RootId}-{name}";
}
