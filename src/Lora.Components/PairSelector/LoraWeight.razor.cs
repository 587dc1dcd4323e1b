using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>The weight of a LoRA: a slider and a text box for the same number. Typed values are never clamped.</summary>
public sealed partial class LoraWeight : InputBase<decimal>
{
    private readonly string _generatedId = LoraCss.NewId("lora-weight");
    private readonly string _labelId = LoraCss.NewId("lora-weight-label");
    private LoraLocalizer? _texts;
    private string? _text;
    private ValidationMessageStore? _errors;

    /// <summary>The label. Default: "Weight" in the current UI culture.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>The bounds of the slider and the arrow keys. The slider is displayed if both bounds are set; the text box accepts any number. Default: <see cref="LoraWeightBounds.Default"/>.</summary>
    [Parameter]
    public LoraWeightBounds Bounds { get; set; } = LoraWeightBounds.Default;

    /// <summary>The invalid input in the text box; <see langword="null"/> if the input is a number.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>
    /// Called when <see cref="Text"/> changes. If no handler is set, invalid input adds a validation message to the edit context and the value stays the same.
    /// </summary>
    [Parameter]
    public EventCallback<string?> TextChanged { get; set; }

    /// <summary>Whether the slider and the text box are disabled.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the text box. Default: <see langword="null"/>, which generates an id.</summary>
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
        // InputBase requires an expression, but without validation Value and ValueChanged are enough.
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
        validationErrorMessage = LoraNumber.TryParse(value, out result) ? null : InvalidMessage();
        return validationErrorMessage is null;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // A validation message of a removed text box must not block the form.
        SetValidationMessage(null);
        base.Dispose(disposing);
    }

    private void Slide(string? value)
    {
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            _ = SetAsync(number);
        }
    }

    private async Task SetAsync(object? value)
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
            SetValidationMessage(text);
            await TextChanged.InvokeAsync(text);
        }
    }

    private void SetValidationMessage(string? text)
    {
        if (EditContext is null || TextChanged.HasDelegate || (text is null && _errors is null))
        {
            return;
        }

        _errors ??= new ValidationMessageStore(EditContext);
        _errors.Clear();
        if (text is not null)
        {
            _errors.Add(FieldIdentifier, InvalidMessage());
        }

        EditContext.NotifyValidationStateChanged();
    }

    private string InvalidMessage() => Texts["Number.Invalid", LoraNumber.Format(0.8m)];
}
