namespace Lora.Wire;

/// <summary>What to do about what a comparison of database and storage finds.</summary>
/// <param name="Apply">Whether to do anything at all. Default: no, only to tell.</param>
/// <param name="Import">The storage keys of the objects to import; <see langword="null"/>: all that were found.</param>
internal sealed record SyncBody(bool Apply, IReadOnlyList<string>? Import);
