using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>Provides one parameter of a <see cref="ModelParameterForm"/> to the component that edits it.</summary>
public sealed class ModelParameterContext
{
    private readonly object _owner;
    private readonly ModelFormField _field;
    private readonly Func<object?, Task> _set;

    internal ModelParameterContext(object owner, ModelParameter parameter, object? value, ModelFormField field, Func<object?, Task> set)
    {
        _owner = owner;
        Parameter = parameter;
        Value = value;
        _field = field;
        _set = set;
    }

    /// <summary>Gets the parameter.</summary>
    public ModelParameter Parameter { get; }

    /// <summary>
    /// Gets the current value: a <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>, or <see langword="null"/> if there is none. For an invalid
    /// number, the value is the text that was typed.
    /// </summary>
    public object? Value { get; }

    /// <summary>Gets the id to set on the control, which the label of the form refers to.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the label, for controls that a <c>label</c> element can't refer to.</summary>
    public required string LabelId { get; init; }

    /// <summary>Gets the ids of the description and the validation messages, for <c>aria-describedby</c>.</summary>
    public required string DescribedBy { get; init; }

    /// <summary>Gets whether the value is invalid, for <c>aria-invalid</c>.</summary>
    public required bool IsInvalid { get; init; }

    /// <summary>Gets whether the control is disabled.</summary>
    public required bool Disabled { get; init; }

    /// <summary>Gets the weight of a LoRA; <see langword="null"/> if the parameter has no weight.</summary>
    public ModelParameterContext? Weight { get; init; }

    /// <summary>Gets the field in the edit context of the form.</summary>
    public FieldIdentifier Field => _field.Identifier;

    internal Expression<Func<string>> TextExpression => _field.TextExpression;

    internal Expression<Func<decimal>> NumberExpression => _field.NumberExpression;

    internal LoraWeightBounds Bounds => new(Parameter.Min, Parameter.Max, Parameter.Step is > 0 and var step ? step : 1);

    internal decimal Number => Value is decimal number ? number : ModelFormValues.Canonical(Parameter, Parameter.Default) as decimal? ?? 1;

    internal string? NumberText => Value switch { decimal => null, null => string.Empty, var other => other.ToString() };

    internal EventCallback<string> TextSet => EventCallback.Factory.Create<string>(_owner, value => _set(value));

    internal EventCallback<decimal> NumberSet => EventCallback.Factory.Create<decimal>(_owner, value => _set(value));

    internal EventCallback<string?> NumberTextSet =>
        EventCallback.Factory.Create<string?>(_owner, text => text is null ? Task.CompletedTask : _set(text.Length == 0 ? null : text));

    /// <summary>Sets the value. The form validates it and raises <see cref="ModelParameterForm.ValuesChanged"/>.</summary>
    /// <param name="value">A <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>; <see langword="null"/> to remove the value.</param>
    /// <returns>A task that completes when the change has been handled.</returns>
    public Task SetAsync(object? value) => _set(value);
}
