namespace Lora.Storage;

/// <summary>
/// An upload session: the row that references an object before its first byte exists. When the session is completed, a <see cref="LoraRecord"/> with the same id
/// replaces it in one transaction; when it expires, the sweeper removes the bytes and then the row.
/// </summary>
public sealed record LoraUpload
{
    /// <summary>The maximum length of <see cref="ClientKey"/>, in characters: 200.</summary>
    public const int MaxClientKey = 200;

    /// <summary>Gets the id, which becomes the id of the LoRA.</summary>
    public required LoraId Id { get; init; }

    /// <summary>Gets the workspace.</summary>
    public required LoraWorkspaceId Workspace { get; init; }

    /// <summary>Gets the id of the user who uploads (<see cref="LoraManagementOptions.User"/>); <see langword="null"/> if nobody is signed in.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// Gets the key by which the client identifies the upload, so that a repeated request does not create a second session; at most <see cref="MaxClientKey"/> characters. Unique in the workspace.
    /// <see langword="null"/> if the client provided none, and once the session is being aborted.
    /// </summary>
    public string? ClientKey { get; init; }

    /// <summary>Gets the file name, exactly as given.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the key of the file in storage, at most 640 characters. Never reused.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Gets the declared size in bytes. A file of another size is never completed.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the size of every part except the last one, in bytes. Fixed when the session is created.</summary>
    public required long PartSize { get; init; }

    /// <summary>Gets the id of the multipart upload in the file store; <see langword="null"/> until it is started.</summary>
    public string? MultipartId { get; init; }

    /// <summary>Gets the state.</summary>
    public LoraUploadState State { get; init; }

    /// <summary>Gets when the session was created (UTC, whole milliseconds).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Gets when the sweeper may act (UTC, whole milliseconds). Every part of an open session extends it;
    /// while the session is completing or aborting, it is the end of the lease of the server that does so.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the concurrency stamp, which changes with every transition. See <see cref="LoraRecord.Stamp"/>.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>Gets the part plan.</summary>
    public LoraPartPlan Parts => new(Size, PartSize);
}
