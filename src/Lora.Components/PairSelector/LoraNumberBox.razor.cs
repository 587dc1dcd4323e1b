using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lora.Components;

/// <summary>
/// A box for a number, written as people of the current culture write it. What is no number is kept as it was typed, never replaced or bounded: whoever
/// validates says what is wrong with it. The up and down keys move it by a step.
/// </summary>
public sealed partial class LoraNumberBox
{
    private string? _draft;

    /// <summary>A <see cref="decimal"/>; a <see cref="string"/> that is no number; or <see langword="null"/> for an empty box.</summary>
    [Parameter]
    public object? Value { get; set; }

    /// <summary>Tells the new value once the box is left, Enter is pressed, or a key moves it.</summary>
    [Parameter]
    public EventCallback<object?> ValueChanged { get; set; }

    /// <summary>The smallest number that the keys reach; <see langword="null"/>: no bound. Typing is not bounded.</summary>
    [Parameter]
    public decimal? Min { get; set; }

    /// <summary>The largest number that the keys reach; <see langword="null"/>: no bound. Typing is not bounded.</summary>
    [Parameter]
    public decimal? Max { get; set; }

    /// <summary>By how much the keys move it, and how many decimals are shown at least. Default: 1.</summary>
    [Parameter]
    public decimal Step { get; set; } = 1;

    /// <summary>The id.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>The ids of what names it, where no <c>label</c> does.</summary>
    [Parameter]
    public string? LabelledBy { get; set; }

    /// <summary>The ids of what explains it.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>Whether what is in it is at fault.</summary>
    [Parameter]
    public bool Invalid { get; set; }

    /// <summary>Whether there must be a number.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Whether it is fixed.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes to add.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the input.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    private string Shown => _draft ?? Value switch
    {
        decimal number => LoraNumber.Format(number, Step),
        null => string.Empty,
        var other => other.ToString() ?? string.Empty,
    };

    // The decimal keypads of phones have no minus sign.
    private string InputMode => Min >= 0 ? "decimal" : "text";

    private static string? Bound(decimal? bound) => bound is { } number ? LoraNumber.Attribute(number) : null;

    private void Draft(string? text) => _draft = text ?? string.Empty;

    private Task CommitAsync(ChangeEventArgs change) => TellAsync(Read(change.Value as string));

    private async Task PressAsync(KeyboardEventArgs key)
    {
        var direction = key.Key switch { "ArrowUp" => 1, "ArrowDown" => -1, _ => 0 };
        if (direction == 0 || Disabled || key.AltKey || key.CtrlKey || key.MetaKey || key.ShiftKey)
        {
            return;
        }

        if (Read(Shown) is var value && value is decimal or null)
        {
            await TellAsync(LoraNumber.Step((decimal?)value ?? Math.Max(0, Min ?? 0), Step, direction, Min, Max));
        }
    }

    private static object? Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : LoraNumber.TryParse(text, out var number) ? number : text;

    private Task TellAsync(object? value)
    {
        _draft = null;
        return Equals(value, Value) ? Task.CompletedTask : ValueChanged.InvokeAsync(value);
    }
}
