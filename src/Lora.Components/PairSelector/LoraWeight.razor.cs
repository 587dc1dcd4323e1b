using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>How strongly a LoRA counts: a slider and a box for the same number. Nothing is bounded behind the person's back; 0 stays 0.</summary>
public sealed partial class LoraWeight : InputBase<decimal>
{
    private readonly string _generatedId = LoraCss.NewId("lora-weight");
    private readonly string _labelId = LoraCss.NewId("lora-weight-label");
    private LoraLocalizer? _texts;
    private string? _text;
    private ValidationMessageStore? _faults;

    /// <summary>What people read beside it; <see langword="null"/>: "Weight".</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Between which numbers it moves. The slider is there when both ends are known; the box takes any number.</summary>
    [Parameter]
    public LoraWeightBounds Bounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>What stands in the box while it is no number; <see langword="null"/> when it is one.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>
    /// Tells that the box holds no number, and what it holds. Without a listener the edit context is told that the box is at fault, and the value stays.
    /// </summary>
    [Parameter]
    public EventCallback<string?> TextChanged { get; set; }

    /// <summary>Whether it is fixed.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the box; <see langword="null"/>: one is made.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraFormStrings>(Services);

    private string ControlId => Id ?? _generatedId;

    private IEnumerable<KeyValuePair<string, object>>? RootAttributes =>
        AdditionalAttributes?.Where(attribute => attribute.Key is not ("class" or "id" or "aria-invalid" or "aria-describedby"));

    private string? DescribedBy => AdditionalAttributes?.GetValueOrDefault("aria-describedby")?.ToString();

    private bool IsInvalid => AdditionalAttributes?.ContainsKey("aria-invalid") == true || (_text is not null && !TextChanged.HasDelegate);

    /// <inheritdoc />
    public override Task SetParametersAsync(ParameterView parameters)
    {
        // Value and ValueChanged without an expression is fine where nothing validates.
        ValueExpression ??= () => Value;
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (TextChanged.HasDelegate)
        {
            _text = Text;
        }
    }

    /// <inheritdoc />
    protected override string FormatValueAsString(decimal value) => LoraNumber.Format(value, Bounds.Step);

    /// <inheritdoc />
    protected override bool TryParseValueFromString(string? value, out decimal result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        validationErrorMessage = LoraNumber.TryParse(value, out result) ? null : Sentence();
        return validationErrorMessage is null;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // A fault of a box that is gone must not hold back the form.
        Accuse(null);
        base.Dispose(disposing);
    }

    private void Slide(string? value)
    {
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            _ = TakeAsync(number);
        }
    }

    private async Task TakeAsync(object? value)
    {
        var text = value is decimal ? null : value as string ?? string.Empty;
        var hadText = _text is not null;
        _text = text;
        if (value is decimal number)
        {
            CurrentValue = number;
        }

        if (text is not null || hadText)
        {
            Accuse(text);
            await TextChanged.InvokeAsync(text);
        }
    }

    private void Accuse(string? text)
    {
        if (EditContext is null || TextChanged.HasDelegate || (text is null && _faults is null))
        {
            return;
        }

        _faults ??= new ValidationMessageStore(EditContext);
        _faults.Clear();
        if (text is not null)
        {
            _faults.Add(FieldIdentifier, Sentence());
        }

        EditContext.NotifyValidationStateChanged();
    }

    private string Sentence() => Texts["Number.Invalid", LoraNumber.Format(0.8m)];
}
