using Lora.Storage;

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

    /// <summary>Creates the item of a record. Its <see cref="Path"/> is the storage key, as <see cref="ILoraStore.QueryAsync"/> returns it.</summary>
    /// <param name="record">The record.</param>
    public static LoraItem FromRecord(LoraRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new LoraItem(
            record.Id, record.Name, record.FileName, FormatOf(record.FileName), record.Size, record.StorageKey, record.UploadedAt, record.LastUsedAt, record.UseCount)
        {
            IsMissing = record.State == LoraState.Missing,
            IsDamaged = record.Facts.Transfer is { IsVerified: false },
            Facts = LoraItemFacts.Of(record.Facts),
        };
    }

    /// <summary>Returns the <see cref="Format"/> of a file name.</summary>
    internal static string FormatOf(string fileName) => (LoraFileRules.ExtensionOf(fileName) ?? ".safetensors")[1..];
}
