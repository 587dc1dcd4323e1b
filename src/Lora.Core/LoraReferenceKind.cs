namespace Lora;

/// <summary>How a generation request names a LoRA.</summary>
public enum LoraReferenceKind
{
    /// <summary>By its path: <c>s3://bucket/key</c>, or a mount path. The default.</summary>
    Path = 0,

    /// <summary>By a URL that anyone may read until it expires.</summary>
    Url = 1,

    /// <summary>
    /// By its storage key without <see cref="LoraManagementOptions.KeyPrefix"/>. ComfyUI, and the workers built on it, know a LoRA by its name inside their
    /// LoRA folder; where the bucket is mounted so that the prefix is that folder, this is that name.
    /// </summary>
    Name = 2,
}
