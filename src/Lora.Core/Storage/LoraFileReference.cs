namespace Lora.Storage;

/// <summary>The file that a record refers to.</summary>
/// <param name="Workspace">The workspace of the record.</param>
/// <param name="Id">The id of the record.</param>
/// <param name="Name">The name of the LoRA.</param>
/// <param name="StorageKey">The storage key of the file.</param>
/// <param name="Size">The size of the file in bytes.</param>
/// <param name="State">The state of the record.</param>
public sealed record LoraFileReference(LoraWorkspaceId Workspace, LoraId Id, string Name, string StorageKey, long Size, LoraState State)
{
    internal static LoraFileReference Of(LoraRecord record) => new(record.Workspace, record.Id, record.Name, record.StorageKey, record.Size, record.State);
}
