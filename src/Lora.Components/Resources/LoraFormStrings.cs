namespace Lora.Components;

/// <summary>
/// Identifies the texts of the selectors and of the parameter form. To replace texts, register an
/// <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/> of this type with the same keys.
/// </summary>
public sealed class LoraFormStrings
{
    private LoraFormStrings()
    {
    }
}
