namespace Lora;

/// <summary>A LoRA as users and API clients see it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The display name.</param>
/// <param name="FileName">The name of the uploaded file.</param>
/// <param name="Format"><c>safetensors</c> or <c>ckpt</c>.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Path">The path, which is the value of a form field and appears in generation requests.</param>
/// <param name="UploadedAt">When the LoRA was uploaded (UTC).</param>
/// <param name="LastUsedAt">When a generation request last used the LoRA (UTC); <see langword="null"/> if never.</param>
/// <param name="UseCount">The number of generation requests that used the LoRA.</param>
public sealed record LoraItem(
    LoraId Id,
    string Name,
    string FileName,
    string Format,
    long Size,
    string Path,
    DateTimeOffset UploadedAt,
    DateTimeOffset? LastUsedAt,
    int UseCount)
{
    /// <summary>Gets whether the file is missing from storage or has another size. The LoRA cannot be used until the file is back.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Gets whether the file was corrupted during the upload: its content does not match the checksum of the sender.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Gets the facts about the LoRA.</summary>
    public LoraItemFacts Facts { get; init; } = new();
}
