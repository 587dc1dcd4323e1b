namespace Lora;

/// <summary>Specifies how a LoRA changed.</summary>
public enum LoraChangeKind
{
    /// <summary>Its upload was completed.</summary>
    Added = 0,

    /// <summary>It was renamed.</summary>
    Updated = 1,

    /// <summary>It was deleted.</summary>
    Removed = 2,

    /// <summary>A generation request used it.</summary>
    Used = 3,
}
