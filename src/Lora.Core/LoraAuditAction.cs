namespace Lora;

/// <summary>Specifies the operation of an audit event.</summary>
public enum LoraAuditAction
{
    /// <summary>A file was uploaded and became a LoRA.</summary>
    Uploaded = 0,

    /// <summary>An unfinished upload was canceled.</summary>
    UploadCancelled = 1,

    /// <summary>A LoRA was renamed.</summary>
    Renamed = 2,

    /// <summary>A detected value was corrected.</summary>
    Corrected = 3,

    /// <summary>A LoRA was linked to its partner in a high-noise/low-noise pair, or the link was removed.</summary>
    Paired = 4,

    /// <summary>A stored file was inspected again.</summary>
    Reinspected = 5,

    /// <summary>A LoRA was deleted.</summary>
    Deleted = 6,

    /// <summary>A stored file without a record was imported.</summary>
    Imported = 7,

    /// <summary>The records of a workspace were compared with storage.</summary>
    StorageCompared = 8,

    /// <summary>An edit of a LoRA was denied. Only with the outcome <see cref="LoraAuditOutcome.Denied"/>, where the kind of change is not known yet.</summary>
    Edited = 9,

    /// <summary>A stored file without a record was permanently removed.</summary>
    FileRemoved = 10,
}
