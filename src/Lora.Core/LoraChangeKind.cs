namespace Lora;

/// <summary>Specifies how a LoRA changed.</summary>
public enum LoraChangeKind
{
    /// <summary>Its upload was completed.</summary>
    Added = 0,

    /// <summary>It was renamed, analyzed, corrected or paired, or its file is missing or has returned.</summary>
    Updated = 1,

    /// <summary>It was deleted.</summary>
    Removed = 2,

    /// <summary>A generation request used it.</summary>
    Used = 3,

    /// <summary>Notifications may have been missed, for example while the database was unavailable. Reload everything that is displayed. The change has no id (<c>default</c>).</summary>
    Missed = 4,
}
