using System.Text.Json.Serialization;

namespace Lora;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The type of the items, such as <see cref="LoraRecord"/>, <see cref="LoraItem"/> or <see cref="LoraAuditEvent"/>.</typeparam>
/// <param name="Items">The items in the requested order.</param>
/// <param name="Next">The <c>After</c> of the query for the next page; <see langword="null"/> if this is the last one.</param>
public sealed record LoraPage<T>(IReadOnlyList<T> Items, [property: JsonPropertyOrder(1)] string? Next)
{
    /// <summary>Gets the number of items that match the query, on all pages; <see langword="null"/> if they were not counted (<see cref="LoraQuery.Count"/>), as in the audit log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Total { get; init; }

    /// <summary>Gets whether more items match than <see cref="Total"/>, because counting stopped there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTotalCapped { get; init; }

    /// <summary>Gets the sum of the sizes of these LoRAs, in bytes; <see langword="null"/> if it was not computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TotalSize { get; init; }
}
