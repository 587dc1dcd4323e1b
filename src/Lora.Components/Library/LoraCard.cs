namespace Lora.Components;

/// <summary>What a card of the library shows beside its LoRA.</summary>
internal sealed class LoraCard
{
    /// <summary>Whether the LoRA is being deleted.</summary>
    public bool IsDeleting { get; set; }

    /// <summary>Why it could not be deleted or renamed.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether the fault is that of a delete, which can be tried again.</summary>
    public bool CanRetry { get; set; }

    /// <summary>The new name while it is being renamed.</summary>
    public string? NewName { get; set; }
}
