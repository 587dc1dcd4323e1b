using Lora.Uploads;

namespace Lora.Management;

/// <summary>Where an upload session stands, and which of its parts storage holds.</summary>
/// <param name="Upload">The session.</param>
/// <param name="Stored">The numbers of the parts that storage holds whole, ascending.</param>
public sealed record LoraUploadStatus(LoraUpload Upload, IReadOnlyList<int> Stored)
{
    /// <summary>How many bytes storage holds.</summary>
    public long StoredSize
    {
        get
        {
            var parts = Upload.Parts;
            return Stored.Sum(parts.SizeOf);
        }
    }
}
