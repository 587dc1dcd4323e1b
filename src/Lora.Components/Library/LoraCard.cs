namespace Lora.Components;

/// <summary>The state of a card in the library.</summary>
internal sealed class LoraCard
{
    /// <summary>Whether the LoRA is being deleted.</summary>
    public bool IsDeleting { get; set; }

    /// <summary>Why the LoRA was not deleted or renamed.</summary>
    public string? Error { get; set; }

    /// <summary>Whether the error is from a delete, which can be retried.</summary>
    public bool CanRetry { get; set; }

    /// <summary>The new name while the LoRA is being renamed.</summary>
    public string? NewName { get; set; }
}
