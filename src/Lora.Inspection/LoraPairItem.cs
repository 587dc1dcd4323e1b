namespace Lora.Inspection;

/// <summary>What has to be known about a LoRA to find the other half of its pair.</summary>
/// <param name="Id">Its id, which the caller chooses.</param>
/// <param name="Name">The name of its file or of itself, with or without extension and folder.</param>
/// <param name="Family">The id of its family; <see langword="null"/> or <c>unknown</c> when it is not known.</param>
/// <param name="Kinds">The kinds of network in it.</param>
/// <param name="Rank">Its largest rank.</param>
/// <param name="Role">Its expert, as found in the file or set by a person; <see cref="LoraExpertRole.Unknown"/>: as the name says.</param>
public sealed record LoraPairItem(string Id, string Name, string? Family, IReadOnlyList<string> Kinds, double? Rank, LoraExpertRole Role);
