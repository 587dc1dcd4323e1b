namespace Lora;

/// <summary>A LoRA as users and programs outside the server see it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name people see.</param>
/// <param name="FileName">The file name it was uploaded under.</param>
/// <param name="Format"><c>safetensors</c> or <c>ckpt</c>.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Path">What a form field holds and a generation request carries.</param>
/// <param name="UploadedAt">When it was uploaded (UTC).</param>
/// <param name="LastUsedAt">When a generation request last used it (UTC); <see langword="null"/> if never.</param>
/// <param name="UseCount">In how many generation requests it was used.</param>
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
    /// <summary>Whether storage has lost its file, or has one of another size in its place. It cannot be used until the file is back.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether its file is not what was sent: it was damaged on its way.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>What is known of its inside.</summary>
    public LoraItemFacts Facts { get; init; } = new();
}
