namespace Lora;

/// <summary>What was done, or attempted, in an audit event.</summary>
public enum LoraAuditAction
{
    /// <summary>A file was uploaded and became a LoRA.</summary>
    Uploaded = 0,

    /// <summary>An unfinished upload was canceled.</summary>
    UploadCancelled = 1,

    /// <summary>A LoRA was renamed.</summary>
    Renamed = 2,

    /// <summary>What the inspection had found was corrected.</summary>
    Corrected = 3,

    /// <summary>A LoRA was linked to the other half of its pair, or the link was removed.</summary>
    Paired = 4,

    /// <summary>A stored file was inspected again.</summary>
    Reinspected = 5,

    /// <summary>A LoRA was deleted.</summary>
    Deleted = 6,

    /// <summary>A file that was in storage without a record was imported.</summary>
    Imported = 7,

    /// <summary>The records of a workspace were compared with storage.</summary>
    StorageCompared = 8,

    /// <summary>A LoRA was to be edited. Only in events with the outcome <see cref="LoraAuditOutcome.Denied"/>, where it is not known yet what would have changed.</summary>
    Edited = 9,

    /// <summary>A file that was in storage without a record was removed for good.</summary>
    FileRemoved = 10,
}
