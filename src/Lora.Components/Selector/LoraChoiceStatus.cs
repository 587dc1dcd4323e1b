namespace Lora.Components;

internal enum LoraChoiceStatus
{
    /// <summary>Nothing is chosen.</summary>
    None = 0,

    /// <summary>The chosen LoRA is being looked up.</summary>
    Loading = 1,
    Found = 2,

    /// <summary>The workspace has no such LoRA, or none any more.</summary>
    Missing = 3,

    /// <summary>It could not be looked up.</summary>
    Failed = 4,
}
