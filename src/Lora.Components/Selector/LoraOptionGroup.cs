namespace Lora.Components;

/// <summary>The heading under which a LoRA is listed. Each LoRA is listed once.</summary>
internal enum LoraOptionGroup
{
    Recent = 0,
    All = 1,

    /// <summary>Incompatible LoRAs.</summary>
    Wrong = 2,
}
