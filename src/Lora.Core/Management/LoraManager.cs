using Lora.Catalog;
using Lora.Errors;
using Lora.Files;

namespace Lora.Management;

/// <summary>
/// Every use case of the toolkit, with its rules. Faults a user can cause come back as issues; when storage or the database fails, a
/// <see cref="LoraException"/> is thrown whose code and message can be shown.
/// </summary>
public sealed class LoraManager
{
    /// <summary>Lists LoRAs of a workspace.</summary>
    /// <returns>The page, or the issue <see cref="LoraErrorCodes.QueryInvalid"/>.</returns>
    public Task<LoraResult<LoraPage>> ListAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Finds a LoRA by id; <see langword="null"/> if the workspace has none such that is ready.</summary>
    public Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Finds a LoRA by its path or its id; <see langword="null"/> if the workspace has none such that is ready.</summary>
    public Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, string pathOrId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The path an engine is given: <see cref="LoraManagementOptions.PathPrefix"/> and the storage key, or the file store's own full path.</summary>
    public string GetPath(LoraRecord record) => throw new NotSupportedException();

    /// <summary>Uploads a file from a stream. Memory stays within a few parts, whatever its size.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="size">Its size in bytes, if it is known beforehand; a stream that turns out to have another size is refused.</param>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="cancellationToken">Stops the upload; nothing is left.</param>
    public Task<LoraResult<LoraRecord>> UploadAsync(
        LoraWorkspaceId workspace, string fileName, long? size, Stream content, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Begins an upload session.</summary>
    public Task<LoraResult<LoraUploadStatus>> BeginUploadAsync(
        LoraWorkspaceId workspace, string fileName, long size, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Takes one part of an upload session. A part that was sent before is replaced.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The session.</param>
    /// <param name="number">The part's number, from 1.</param>
    /// <param name="content">The bytes; exactly as many as the plan says.</param>
    /// <param name="size">How many bytes there are, if it is known beforehand.</param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    public Task<LoraResult<LoraFilePart>> PutPartAsync(
        LoraWorkspaceId workspace, LoraId id, int number, Stream content, long? size = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Tells where an upload session stands and which parts it has.</summary>
    public Task<LoraResult<LoraUploadStatus>> GetUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Completes an upload session. May be called again: once it succeeded, it returns the same LoRA.</summary>
    public Task<LoraResult<LoraRecord>> CompleteUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Cancels an upload session and removes its bytes. A session that does not exist (any more) counts as cancelled.</summary>
    /// <returns>The session, or the issue <see cref="LoraErrorCodes.UploadNotFound"/>.</returns>
    public Task<LoraResult<LoraUploadStatus>> AbortUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Renames a LoRA. The file keeps its key.</summary>
    public Task<LoraResult<LoraRecord>> RenameAsync(LoraWorkspaceId workspace, LoraId id, string? name, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Deletes a LoRA: first the object, then the row.</summary>
    /// <returns>What was deleted, or the issue <see cref="LoraErrorCodes.LoraNotFound"/>.</returns>
    /// <exception cref="LoraStorageException">Storage refused (<see cref="LoraErrorCodes.DeleteFailed"/>): the LoRA is still there and the call may be repeated.</exception>
    public Task<LoraResult<LoraRecord>> DeleteAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Counts one use of each LoRA. Ids that are not in the workspace are passed over.</summary>
    public Task MarkUsedAsync(LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Makes a URL that lets anyone read one LoRA until it expires.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="lifetime">One second to seven days; <see langword="null"/>: <see cref="LoraManagementOptions.UrlLifetime"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<LoraResult<LoraUrl>> GetUrlAsync(
        LoraWorkspaceId workspace, LoraId id, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Opens a LoRA's bytes for reading.</summary>
    public Task<Stream> OpenReadAsync(LoraRecord record, long offset = 0, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
