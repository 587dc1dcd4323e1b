using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lora.Components;

/// <summary>
/// A text box for a number in the format of the current culture. Invalid input is kept as it was typed, so that validation can report it; values are never
/// clamped. The up and down arrow keys change the number by one step.
/// </summary>
public sealed partial class LoraNumberBox
{
    private string? _draft;

    /// <summary>The value: a <see cref="decimal"/>, a <see cref="string"/> for invalid input, or <see langword="null"/> for an empty box.</summary>
    [Parameter]
    public object? Value { get; set; }

    /// <summary>Called with the new value when the box loses the focus, Enter is pressed or an arrow key changes it.</summary>
    [Parameter]
    public EventCallback<object?> ValueChanged { get; set; }

    /// <summary>The minimum for the arrow keys. Typed values are not limited. Default: <see langword="null"/>, which means no minimum.</summary>
    [Parameter]
    public decimal? Min { get; set; }

    /// <summary>The maximum for the arrow keys. Typed values are not limited. Default: <see langword="null"/>, which means no maximum.</summary>
    [Parameter]
    public decimal? Max { get; set; }

    /// <summary>The step of the arrow keys, which is also the minimum number of displayed decimals. Default: 1.</summary>
    [Parameter]
    public decimal Step { get; set; } = 1;

    /// <summary>The id of the input element.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>The ids of the elements that label the input, for <c>aria-labelledby</c>.</summary>
    [Parameter]
    public string? LabelledBy { get; set; }

    /// <summary>The ids of the elements that describe the input, for <c>aria-describedby</c>.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>Whether the value is invalid, for <c>aria-invalid</c>.</summary>
    [Parameter]
    public bool Invalid { get; set; }

    /// <summary>Whether a value is required.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Whether the input is disabled.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes to add to the input element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the input element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    private string Shown => _draft ?? Value switch
    {
        decimal number => LoraNumber.Format(number, Step),
        null => string.Empty,
        var other => other.ToString() ?? string.Empty,
    };

    // The decimal keypads of phones lack a minus sign.
    private string InputMode => Min >= 0 ? "decimal" : "text";

    private static string? Bound(decimal? bound) => bound is { } number ? LoraNumber.Attribute(number) : null;

    private void Draft(string? text) => _draft = text ?? string.Empty;

    private Task CommitAsync(ChangeEventArgs change) => NotifyAsync(Read(change.Value as string));

    private async Task PressAsync(KeyboardEventArgs key)
    {
        var direction = key.Key switch { "ArrowUp" => 1, "ArrowDown" => -1, _ => 0 };
        if (direction == 0 || Disabled || key.AltKey || key.CtrlKey || key.MetaKey || key.ShiftKey)
        {
            return;
        }

        if (Read(Shown) is var value && value is decimal or null)
        {
            await NotifyAsync(LoraNumber.Step((decimal?)value ?? Math.Max(0, Min ?? 0), Step, direction, Min, Max));
        }
    }

    private static object? Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : LoraNumber.TryParse(text, out var number) ? number : text;

    private Task NotifyAsync(object? value)
    {
        _draft = null;
        return Equals(value, Value) ? Task.CompletedTask : ValueChanged.InvokeAsync(value);
    }
}
