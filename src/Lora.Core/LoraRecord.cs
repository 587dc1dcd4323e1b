namespace Lora;

/// <summary>What the database knows of one LoRA file in storage.</summary>
public sealed record LoraRecord
{
    /// <summary>The id; the same that its upload had and that stands in its storage key.</summary>
    public required LoraId Id { get; init; }

    /// <summary>The workspace that owns it.</summary>
    public required LoraWorkspaceId Workspace { get; init; }

    /// <summary>The name people see. Starts as the file name without its extension; can be changed.</summary>
    public required string Name { get; init; }

    /// <summary>The file name it was uploaded under, exactly as given.</summary>
    public required string FileName { get; init; }

    /// <summary>What the client called the upload it came from; see <see cref="Storage.LoraUpload.ClientKey"/>. Gone from the moment it is deleted.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Where its bytes lie in storage.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When the upload was completed (UTC, whole milliseconds).</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>When a generation request last used it; <see langword="null"/> if never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>In how many generation requests it was used.</summary>
    public int UseCount { get; init; }

    /// <summary>What is known of its inside.</summary>
    public LoraFacts Facts { get; init; } = LoraFacts.None;

    /// <summary>Where it stands in its life.</summary>
    public LoraState State { get; init; }

    /// <summary>When <see cref="State"/> last changed (UTC, whole milliseconds).</summary>
    public required DateTimeOffset StateChangedAt { get; init; }

    /// <summary>Changes with every update. An update that expects another stamp has lost the race and does nothing.</summary>
    public required Guid Stamp { get; init; }
}
