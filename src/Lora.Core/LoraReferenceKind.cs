namespace Lora;

/// <summary>Specifies how a generation request references a LoRA.</summary>
public enum LoraReferenceKind
{
    /// <summary>By its path: <c>s3://bucket/key</c>, or a path with <see cref="LoraManagementOptions.PathPrefix"/>. The default.</summary>
    Path = 0,

    /// <summary>By a URL with which anyone can download it until the URL expires.</summary>
    Url = 1,

    /// <summary>
    /// By its storage key without <see cref="LoraManagementOptions.KeyPrefix"/>. ComfyUI and workers based on it identify a LoRA by its name inside their
    /// LoRA folder. If the bucket is mounted so that the prefix is that folder, the key without the prefix is that name.
    /// </summary>
    Name = 2,
}
