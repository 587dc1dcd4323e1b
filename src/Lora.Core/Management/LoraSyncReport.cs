using Lora.Catalog;
using Lora.Errors;

namespace Lora.Management;

/// <summary>What a comparison of database and storage found, and what was done about it.</summary>
/// <param name="Applied">Whether anything was done. If not, the lists tell what would be.</param>
/// <param name="Found">Objects that no row names.</param>
/// <param name="Missing">LoRAs whose object is gone; they are marked so.</param>
/// <param name="Returned">LoRAs that were marked and whose object is back.</param>
/// <param name="Imported">Objects that became LoRAs.</param>
/// <param name="Refused">Objects that cannot become LoRAs, and why.</param>
/// <param name="Removed">The keys of objects and unfinished uploads without a row that were removed.</param>
public sealed record LoraSyncReport(
    bool Applied,
    IReadOnlyList<LoraSyncObject> Found,
    IReadOnlyList<LoraSyncRecord> Missing,
    IReadOnlyList<LoraSyncRecord> Returned,
    IReadOnlyList<LoraSyncRecord> Imported,
    IReadOnlyList<LoraSyncRefusal> Refused,
    IReadOnlyList<string> Removed);

/// <summary>An object that no row names.</summary>
/// <param name="StorageKey">Its key.</param>
/// <param name="FileName">The file name in its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was written (UTC).</param>
/// <param name="Workspace">The workspace it belongs to by its key; <see langword="null"/> where that cannot be told.</param>
public sealed record LoraSyncObject(string StorageKey, string FileName, long Size, DateTimeOffset ModifiedAt, string? Workspace);

/// <summary>A LoRA that a comparison concerns.</summary>
/// <param name="Id">The LoRA.</param>
/// <param name="Name">Its name.</param>
/// <param name="StorageKey">Where its bytes are, or were.</param>
/// <param name="Workspace">Its workspace.</param>
public sealed record LoraSyncRecord(LoraId Id, string Name, string StorageKey, string Workspace);

/// <summary>An object that cannot be imported.</summary>
/// <param name="StorageKey">Its key.</param>
/// <param name="Issues">Why.</param>
public sealed record LoraSyncRefusal(string StorageKey, IReadOnlyList<LoraIssue> Issues);
