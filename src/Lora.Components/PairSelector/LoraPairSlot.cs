using System.Linq.Expressions;
using Lora.Inspection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>The state of one noise expert in a <see cref="LoraPairSelector"/>.</summary>
internal sealed class LoraPairSlot(bool isHigh)
{
    public bool IsHigh => isHigh;

    public string Name => isHigh ? "high" : "low";

    public LoraSelector? Selector { get; set; }

    public LoraNoiseExpert Expert => isHigh ? LoraNoiseExpert.High : LoraNoiseExpert.Low;

    /// <summary>The LoRA of the value; <see langword="null"/> until it is loaded.</summary>
    public LoraItem? Item { get; private set; }

    public string? Value { get; private set; }

    public EventCallback<string> ValueChanged { get; private set; }

    public Expression<Func<string>>? ValueExpression { get; private set; }

    public decimal Weight { get; private set; }

    public EventCallback<decimal> WeightChanged { get; private set; }

    public Expression<Func<decimal>>? WeightExpression { get; private set; }

    public string? Text { get; private set; }

    public EventCallback<string?> TextChanged { get; private set; }

    public LoraWeightBounds? Bounds { get; private set; }

    public bool IsChosen => !string.IsNullOrEmpty(Value);

    public bool IsMissing => IsChosen && Selector is { IsMissing: true };

    /// <summary>The fields of the edit context whose validation messages belong to this slot.</summary>
    public IEnumerable<FieldIdentifier> Fields
    {
        get
        {
            if (ValueExpression is not null)
            {
                yield return FieldIdentifier.Create(ValueExpression);
            }

            if (WeightExpression is not null)
            {
                yield return FieldIdentifier.Create(WeightExpression);
            }
        }
    }

    public void SetParameters(string? value, EventCallback<string> changed, Expression<Func<string>>? expression) =>
        (Value, ValueChanged, ValueExpression) = (value, changed, expression);

    public void SetWeightParameters(decimal weight, EventCallback<decimal> changed, Expression<Func<decimal>>? expression, LoraWeightBounds? bounds) =>
        (Weight, WeightChanged, WeightExpression, Bounds) = (weight, changed, expression, bounds);

    public void SetTextParameters(string? text, EventCallback<string?> changed) => (Text, TextChanged) = (text, changed);

    public void SetItem(LoraItem? item) => Item = item;

    public Task ClearAsync(EditContext? context) => SetAsync(string.Empty, context);

    public async Task SetWeightAsync(decimal weight, EditContext? context)
    {
        if (weight == Weight || Bounds is null)
        {
            return;
        }

        Weight = weight;
        await WeightChanged.InvokeAsync(weight).ConfigureAwait(true);
        if (context is not null && WeightExpression is not null)
        {
            context.NotifyFieldChanged(FieldIdentifier.Create(WeightExpression));
        }
    }

    public async Task SetAsync(string value, EditContext? context)
    {
        if (string.Equals(value, Value ?? string.Empty, StringComparison.Ordinal))
        {
            return;
        }

        (Value, Item) = (value, null);
        await ValueChanged.InvokeAsync(value).ConfigureAwait(true);
        if (context is not null && ValueExpression is not null)
        {
            context.NotifyFieldChanged(FieldIdentifier.Create(ValueExpression));
        }
    }
}
