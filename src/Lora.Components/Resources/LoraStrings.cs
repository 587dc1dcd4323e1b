namespace Lora.Components;

/// <summary>
/// Names the texts of the dialog, the library and the uploader. A host that registers an
/// <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/> of this type replaces any of them by their keys.
/// </summary>
public sealed class LoraStrings
{
    private LoraStrings()
    {
    }
}
