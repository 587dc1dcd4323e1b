namespace Lora;

/// <summary>What a comparison of database and storage found, and what was done about it.</summary>
/// <param name="Applied">Whether anything was done. If not, the lists tell what would be.</param>
/// <param name="Found">Objects that no row names.</param>
/// <param name="Missing">LoRAs whose object is gone or has another size; they are marked so.</param>
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
