namespace Lora.Storage;

/// <summary>Where an upload session stands. A finished one has no row: its record took its place in the same transaction.</summary>
public enum LoraUploadState
{
    /// <summary>Parts may arrive.</summary>
    Open = 0,

    /// <summary>Somebody asked to complete it; storage is putting the parts together.</summary>
    Completing = 1,

    /// <summary>Somebody cancelled it, or it expired; its bytes are being removed.</summary>
    Aborting = 2,

    /// <summary>It became a LoRA. No row says so: this is how the session of a record is told of.</summary>
    Completed = 3,
}
