namespace Lora;

/// <summary>Maps records to items.</summary>
internal static class LoraItemMapping
{
    /// <summary>Returns the item for a record.</summary>
    public static LoraItem ToItem(this LoraManager manager, LoraRecord record) => new(
        record.Id,
        record.Name,
        record.FileName,
        (LoraFileRules.ExtensionOf(record.FileName) ?? ".safetensors")[1..],
        record.Size,
        manager.GetPath(record),
        record.UploadedAt,
        record.LastUsedAt,
        record.UseCount)
    {
        IsMissing = record.State == LoraState.Missing,
        IsDamaged = record.Facts.Transfer is { IsVerified: false },
        Facts = LoraItemFacts.Of(record.Facts),
    };
}
