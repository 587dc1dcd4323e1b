using Lora.Inspection;
using Lora.Storage;
using Lora.Workflows;

namespace Lora;

/// <summary>The database record of a LoRA.</summary>
public sealed record LoraRecord
{
    /// <summary>Gets the id, which is also the id of the upload and part of the storage key.</summary>
    public required LoraId Id { get; init; }

    /// <summary>Gets the workspace that owns the LoRA.</summary>
    public required LoraWorkspaceId Workspace { get; init; }

    /// <summary>Gets the display name. Initially the file name without its extension; can be changed.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name of the uploaded file, exactly as given.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the client key of the upload (see <see cref="Storage.LoraUpload.ClientKey"/>); <see langword="null"/> once the LoRA is being deleted.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Gets the key of the file in storage, at most 640 characters.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets when the upload was completed (UTC, whole milliseconds).</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Gets when a generation request last used the LoRA (UTC); <see langword="null"/> if never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Gets the number of generation requests that used the LoRA.</summary>
    public int UseCount { get; init; }

    /// <summary>Gets the facts about the LoRA.</summary>
    public LoraFacts Facts { get; init; } = LoraFacts.None;

    /// <summary>Gets the state.</summary>
    public LoraState State { get; init; }

    /// <summary>Gets when <see cref="State"/> last changed (UTC, whole milliseconds).</summary>
    public required DateTimeOffset StateChangedAt { get; init; }

    /// <summary>
    /// Gets the number that the two LoRAs of a high-noise/low-noise pair have in common, for stores (<see cref="ILoraStore.FindByPairKeyAsync"/>); <see langword="null"/> if the LoRA is
    /// not for one of the two experts or its name does not show to which pair it belongs.
    /// </summary>
    public long? PairKey => Facts.Role() is LoraNoiseExpert.High or LoraNoiseExpert.Low ? Pairs.KeyOf(FileName) : null;

    /// <summary>Gets the concurrency stamp, which changes with every update. An update that expects another stamp has no effect.</summary>
    public required Guid Stamp { get; init; }
}
