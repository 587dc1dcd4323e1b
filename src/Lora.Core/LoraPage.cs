namespace Lora;

/// <summary>One page of a query.</summary>
/// <param name="Items">The LoRAs, in the order asked for.</param>
/// <param name="Total">How many match the search in all.</param>
/// <param name="TotalSize">Their sizes added up, in bytes.</param>
/// <param name="Next">What to give as <see cref="LoraQuery.After"/> for the next page; <see langword="null"/> when this is the last.</param>
public sealed record LoraPage(IReadOnlyList<LoraRecord> Items, int Total, long TotalSize, string? Next);
