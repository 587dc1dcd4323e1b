using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>One parameter of a <see cref="ModelParameterForm"/>, for the component that edits it.</summary>
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

    /// <summary>The parameter.</summary>
    public ModelParameter Parameter { get; }

    /// <summary>
    /// Its present value: a <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>; <see langword="null"/> when there is none. For a number that
    /// cannot be read, the text that was typed.
    /// </summary>
    public object? Value { get; }

    /// <summary>The id to give to the control: the form's label names it.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the form's label, for controls that a <c>label</c> cannot name.</summary>
    public required string LabelId { get; init; }

    /// <summary>The ids of what explains the control and of what is wrong with it, for <c>aria-describedby</c>.</summary>
    public required string DescribedBy { get; init; }

    /// <summary>Whether something is wrong with it, for <c>aria-invalid</c>.</summary>
    public required bool IsInvalid { get; init; }

    /// <summary>Whether it is fixed.</summary>
    public required bool Disabled { get; init; }

    /// <summary>For a LoRA, the number that weighs it; <see langword="null"/> when it has none.</summary>
    public ModelParameterContext? Weight { get; init; }

    /// <summary>What the edit context of the form calls it.</summary>
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

    /// <summary>Sets another value. The form judges it and tells its host.</summary>
    /// <param name="value">A <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>; <see langword="null"/> for none.</param>
    public Task SetAsync(object? value) => _set(value);
}
