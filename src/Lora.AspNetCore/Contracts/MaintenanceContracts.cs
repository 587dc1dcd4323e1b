using Lora.Inspection;

namespace Lora.AspNetCore.Contracts;

/// <summary>Whether a file may be uploaded, or what of it must be seen to tell.</summary>
/// <param name="Needs">The ranges to send too; empty once the answer is there.</param>
/// <param name="Refusals">Why the file may not be uploaded; empty when it may.</param>
/// <param name="Same">LoRAs of the workspace that are most likely the same file.</param>
/// <param name="Inspection">What it is.</param>
internal sealed record AdmissionBody(
    IReadOnlyList<AdmissionRange> Needs, IReadOnlyList<LoraIssue> Refusals, IReadOnlyList<LoraItem> Same, LoraInspection? Inspection);

/// <summary>A range of a file.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
internal sealed record AdmissionRange(long Offset, long Length);

/// <summary>What to do about what a comparison of database and storage finds.</summary>
/// <param name="Apply">Whether to do anything at all. Default: no, only to tell.</param>
/// <param name="Import">The storage keys of the objects to import; <see langword="null"/>: all that were found.</param>
internal sealed record SyncBody(bool Apply, IReadOnlyList<string>? Import);
