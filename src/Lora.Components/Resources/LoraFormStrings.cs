namespace Lora.Components;

/// <summary>
/// Names the texts of the selectors and of the parameter form. A host that registers an
/// <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/> of this type replaces any of them by their keys.
/// </summary>
public sealed class LoraFormStrings
{
    private LoraFormStrings()
    {
    }
}
