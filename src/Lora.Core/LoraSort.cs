namespace Lora;

/// <summary>Specifies the order in which a query returns LoRAs. Ties are broken by id, so the order is always deterministic.</summary>
public enum LoraSort
{
    /// <summary>Latest upload first. The default.</summary>
    Newest = 0,

    /// <summary>By name, A first, in the collation of the database.</summary>
    Name = 1,

    /// <summary>Most recently used first. LoRAs that were never used are omitted.</summary>
    RecentlyUsed = 2,

    /// <summary>Largest file first.</summary>
    Largest = 3,
}
