namespace Lora;

/// <summary>Makes what users see out of what the database knows.</summary>
internal static class LoraItemMapping
{
    /// <summary>Makes the item of a record.</summary>
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
