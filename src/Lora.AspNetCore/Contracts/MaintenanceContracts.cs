using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora.AspNetCore.Contracts;

/// <summary>The result of a preflight check, or which bytes of the file it needs.</summary>
/// <param name="Needs">The ranges to send as well; empty once the check is complete.</param>
/// <param name="Problems">Why the file can't be uploaded; empty if it can.</param>
/// <param name="Duplicates">LoRAs of the workspace that are most likely the same file.</param>
/// <param name="Inspection">The result of the inspection.</param>
internal sealed record PreflightBody(
    IReadOnlyList<PreflightRange> Needs,
    [property: JsonPropertyName("refusals")] IReadOnlyList<LoraIssue> Problems,
    [property: JsonPropertyName("same")] IReadOnlyList<LoraItem> Duplicates,
    LoraInspection? Inspection);

/// <summary>A range of a file.</summary>
/// <param name="Offset">The position of its first byte.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record PreflightRange(long Offset, long Length);

/// <summary>What a comparison of database and storage changes.</summary>
/// <param name="Apply">Whether to change anything. Default: <see langword="false"/>, report only.</param>
/// <param name="Import">The storage keys of the objects to import. Default: <see langword="null"/>, all that are found.</param>
internal sealed record SyncBody(bool Apply, IReadOnlyList<string>? Import);
