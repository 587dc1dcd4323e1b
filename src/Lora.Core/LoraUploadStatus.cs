using Lora.Storage;

namespace Lora;

/// <summary>The state of an upload session and its stored parts.</summary>
/// <param name="Upload">The session. The row of a completed session no longer exists; its values come from the LoRA's record.</param>
/// <param name="StoredParts">The parts that are completely stored, by number, with their digests if known. Empty for a completed session.</param>
internal sealed record LoraUploadStatus(LoraUpload Upload, IReadOnlyList<LoraFilePart> StoredParts)
{
    /// <summary>Gets whether this call created the session.</summary>
    public bool IsNew { get; init; }

    /// <summary>Gets the LoRA; <see langword="null"/> until the session is completed.</summary>
    public LoraRecord? Record { get; init; }

    /// <summary>Gets the numbers of the parts that are completely stored, ascending.</summary>
    public IReadOnlyList<int> Stored =>
        Record is null ? [.. StoredParts.Select(part => part.Number)] : [.. Enumerable.Range(1, Upload.Parts.Count)];

    /// <summary>Gets the number of stored bytes.</summary>
    public long StoredSize => Record is null ? StoredParts.Sum(part => part.Size) : Upload.Size;
}
