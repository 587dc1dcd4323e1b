namespace Lora.Components;

/// <summary>
/// Identifies the texts of the dialog, the library and the uploader. To replace texts, register an
/// <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/> of this type with the same keys.
/// </summary>
public sealed class LoraStrings
{
    private LoraStrings()
    {
    }
}
