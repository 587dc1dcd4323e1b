namespace Lora;

/// <summary>The order in which a query returns LoRAs. Ties are broken by id, so every order is total.</summary>
public enum LoraSort
{
    /// <summary>Latest upload first. The default.</summary>
    Newest = 0,

    /// <summary>By name, A first, in the database's own collation.</summary>
    Name = 1,

    /// <summary>Most recently used first. LoRAs that were never used are left out.</summary>
    RecentlyUsed = 2,

    /// <summary>Largest file first.</summary>
    Largest = 3,
}
