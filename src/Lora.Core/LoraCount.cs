namespace Lora;

/// <summary>Specifies whether a query counts the LoRAs that match it. Without a search the number is known and always returned, except for recently used LoRAs.</summary>
public enum LoraCount
{
    /// <summary>The matches are not counted. The default.</summary>
    None = 0,

    /// <summary>Up to <see cref="LoraQuery.MaxCount"/> matches are counted.</summary>
    Capped = 1,

    /// <summary>All matches are counted, which takes time in proportion to their number.</summary>
    Exact = 2,
}
