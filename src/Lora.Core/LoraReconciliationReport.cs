using System.Diagnostics.CodeAnalysis;
using Lora.Storage;

namespace Lora;

/// <summary>The differences between database and storage, and the changes that were made.</summary>
/// <param name="Applied">Whether changes were made. If <see langword="false"/>, the lists contain what would be changed.</param>
/// <param name="Found">Objects without a row.</param>
/// <param name="Missing">LoRAs whose object is missing or has another size; they are marked as missing. Their state is the one before.</param>
/// <param name="Returned">LoRAs that were marked as missing and whose object is back. Their state is the one before.</param>
/// <param name="Imported">LoRAs that were imported from objects without a row.</param>
/// <param name="Refused">Objects that can't be imported, with the reasons.</param>
/// <param name="Removed">The storage keys of deleted objects and aborted multipart uploads.</param>
[SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "The rows have no use outside their report.")]
public sealed record LoraReconciliationReport(
    bool Applied,
    IReadOnlyList<LoraReconciliationReport.UnknownObject> Found,
    IReadOnlyList<LoraFileReference> Missing,
    IReadOnlyList<LoraFileReference> Returned,
    IReadOnlyList<LoraFileReference> Imported,
    IReadOnlyList<LoraReconciliationReport.UnknownObject> Refused,
    IReadOnlyList<string> Removed)
{
    /// <summary>An object without a row.</summary>
    /// <param name="StorageKey">The storage key.</param>
    /// <param name="FileName">The file name in the key.</param>
    /// <param name="Size">The size in bytes.</param>
    /// <param name="ModifiedAt">When the object was last written (UTC).</param>
    /// <param name="Workspace">The workspace that the key belongs to; <see langword="null"/> if it is unknown.</param>
    public sealed record UnknownObject(string StorageKey, string FileName, long Size, DateTimeOffset ModifiedAt, string? Workspace)
    {
        /// <summary>Gets the reasons why it can't be imported. Empty if it was not tried.</summary>
        public IReadOnlyList<LoraIssue> Issues { get; init; } = [];
    }
}
