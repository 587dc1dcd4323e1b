namespace Lora;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The type of the items: <see cref="LoraRecord"/> or <see cref="LoraItem"/>.</typeparam>
/// <param name="Items">The items in the requested order.</param>
/// <param name="Total">The number of LoRAs that match the query, on all pages.</param>
/// <param name="TotalSize">The sum of their sizes, in bytes.</param>
/// <param name="Next">The <see cref="LoraQuery.After"/> of the next page; <see langword="null"/> if this is the last one.</param>
public sealed record LoraPage<T>(IReadOnlyList<T> Items, int Total, long TotalSize, string? Next);
