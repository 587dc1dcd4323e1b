using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// How many records of a workspace have the same state, base models and noise expert, and their size. Every transaction that changes such a value of a record also changes these rows.
/// </summary>
internal sealed class UsageRow
{
    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    public required LoraState State { get; init; }

    /// <inheritdoc cref="LoraRecordRow.FilterKey" />
    public required long FilterKey { get; init; }

    /// <inheritdoc cref="LoraRecordRow.FamilyKeys" />
    public required string FamilyKeys { get; init; }

    public required LoraNoiseExpert Role { get; init; }

    /// <summary>The number of records. 0 if there are none left.</summary>
    public required long Count { get; init; }

    /// <summary>The total size of their files, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Returns the change that adds these records to a workspace, or removes them.</summary>
    public UsageRow Times(int sign, string workspaceKey) => new()
    {
        WorkspaceKey = workspaceKey,
        State = State,
        FilterKey = FilterKey,
        FamilyKeys = FamilyKeys,
        Role = Role,
        Count = sign * Count,
        Bytes = sign * Bytes,
    };
}
