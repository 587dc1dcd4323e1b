namespace Lora.Inspection.Pairing;

/// <summary>What pairing needs to know about a LoRA.</summary>
/// <param name="Id">The id, which the caller chooses.</param>
/// <param name="Name">The file name or the display name, with or without extension and folder.</param>
/// <param name="Family">The id of the family; <see langword="null"/> or <c>unknown</c> if it is not known.</param>
/// <param name="Kinds">The kinds of network.</param>
/// <param name="Rank">The largest rank.</param>
/// <param name="Role">The noise expert as found in the file or set by a person; <see cref="LoraNoiseExpert.Unknown"/> to take it from the name.</param>
internal sealed record PairCandidate(string Id, string Name, string? Family, IReadOnlyList<string> Kinds, double? Rank, LoraNoiseExpert Role);
