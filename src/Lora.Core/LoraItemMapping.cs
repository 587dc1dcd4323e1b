namespace Lora;

/// <summary>Maps records to items.</summary>
internal static class LoraItemMapping
{
    /// <summary>Returns the item for a record.</summary>
    public static LoraItem ToItem(this LoraManager manager, LoraRecord record) => LoraItem.FromRecord(record) with { Path = manager.GetPath(record) };
}
