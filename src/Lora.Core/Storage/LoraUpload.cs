namespace Lora.Storage;

/// <summary>
/// An upload session: the row that names an object before its first byte exists. When it is complete, a <see cref="LoraRecord"/> with the same id
/// replaces it in one transaction; when it expires, the sweeper removes the bytes and then the row.
/// </summary>
public sealed record LoraUpload
{
    /// <summary>The id, which the LoRA will keep.</summary>
    public required LoraId Id { get; init; }

    /// <summary>The workspace that uploads.</summary>
    public required LoraWorkspaceId Workspace { get; init; }

    /// <summary>Who uploads, by the host's rule (<see cref="LoraManagementOptions.User"/>); <see langword="null"/> where nobody is signed in.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// What the client calls this upload, so that asking twice begins one session; at most 200 characters. No two sessions of a workspace have the same.
    /// <see langword="null"/> where the client said nothing, and from the moment it is cancelled.
    /// </summary>
    public string? ClientKey { get; init; }

    /// <summary>The file name exactly as given.</summary>
    public required string FileName { get; init; }

    /// <summary>Where the bytes will lie. Never used again for anything else.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The whole size in bytes, as declared. A file of any other size is never completed.</summary>
    public required long Size { get; init; }

    /// <summary>The size of every part but the last, in bytes. Fixed when the session begins.</summary>
    public required long PartSize { get; init; }

    /// <summary>What the file store calls the multipart upload; <see langword="null"/> until it was begun there.</summary>
    public string? MultipartId { get; init; }

    /// <summary>Where it stands.</summary>
    public LoraUploadState State { get; init; }

    /// <summary>When the session was begun (UTC, whole milliseconds).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When the sweeper may act (UTC, whole milliseconds). While the session is open it moves forward with every part;
    /// while it is completing or aborting it is the end of the lease of whoever does that.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Changes with every transition. See <see cref="LoraRecord.Stamp"/>.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>How the file is cut into parts.</summary>
    public LoraPartPlan Parts => new(Size, PartSize);
}
