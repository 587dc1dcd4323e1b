using Lora.Storage;

namespace Lora;

/// <summary>Where an upload session stands, and which of its parts storage holds.</summary>
/// <param name="Upload">The session. One that was completed has no row any more; what is told of it comes from its record.</param>
/// <param name="StoredParts">The parts that storage holds whole, by number, with their digests as far as they are known. Empty for a completed session.</param>
internal sealed record LoraUploadStatus(LoraUpload Upload, IReadOnlyList<LoraFilePart> StoredParts)
{
    /// <summary>Whether this call began it.</summary>
    public bool IsNew { get; init; }

    /// <summary>The LoRA it became; <see langword="null"/> while it is not completed.</summary>
    public LoraRecord? Record { get; init; }

    /// <summary>The numbers of the parts that storage holds whole, ascending.</summary>
    public IReadOnlyList<int> Stored =>
        Record is null ? [.. StoredParts.Select(part => part.Number)] : [.. Enumerable.Range(1, Upload.Parts.Count)];

    /// <summary>How many bytes storage holds.</summary>
    public long StoredSize => Record is null ? StoredParts.Sum(part => part.Size) : Upload.Size;
}
