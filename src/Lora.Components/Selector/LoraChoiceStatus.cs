namespace Lora.Components;

internal enum LoraChoiceStatus
{
    /// <summary>No LoRA is selected.</summary>
    None = 0,

    /// <summary>The selected LoRA is being loaded.</summary>
    Loading = 1,
    Found = 2,

    /// <summary>The workspace does not contain the LoRA, or no longer contains it.</summary>
    Missing = 3,

    /// <summary>The LoRA could not be loaded.</summary>
    Failed = 4,
}
