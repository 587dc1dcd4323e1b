namespace Lora.Components;

/// <summary>One LoRA as the open selector offers it.</summary>
internal sealed record LoraOption(LoraOptionGroup Group, LoraItem Item, LoraFit Fit = LoraFit.Fits)
{
    /// <summary>Tells options apart across reloads, so that the active one stays active.</summary>
    public string Key => Item.Id.ToString();
}
