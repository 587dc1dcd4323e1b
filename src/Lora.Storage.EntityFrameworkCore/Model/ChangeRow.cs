namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>A change of a LoRA, for the other servers. Written in the transaction of the change, and removed a while later.</summary>
internal sealed class ChangeRow
{
    /// <summary>The number that the database assigned. A later transaction may be committed first, so smaller numbers can appear after greater ones.</summary>
    public long Sequence { get; init; }

    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    /// <inheritdoc cref="LoraRecordRow.Workspace" />
    public required string Workspace { get; init; }

    public required Guid LoraId { get; init; }

    public required LoraChangeKind Kind { get; init; }

    /// <summary>The store that wrote the row, which ignores it.</summary>
    public required Guid Origin { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
