namespace Lora.Components;

/// <summary>A LoRA in the list of the selector.</summary>
internal sealed record LoraOption(LoraOptionGroup Group, LoraItem Item, LoraFit Fit = LoraFit.Fits)
{
    /// <summary>Gets the key that identifies the option across reloads, so that the active option stays active.</summary>
    public string Key => Item.Id.ToString();
}
