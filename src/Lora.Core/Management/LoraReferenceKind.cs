namespace Lora.Management;

/// <summary>How a generation request names a LoRA.</summary>
public enum LoraReferenceKind
{
    /// <summary>By its path: <c>s3://bucket/key</c>, or a mount path. The default.</summary>
    Path = 0,

    /// <summary>By a URL that anyone may read until it expires.</summary>
    Url = 1,
}
