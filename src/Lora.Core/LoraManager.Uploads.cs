using Lora.Storage;
using Lora.Workflows;

namespace Lora;

/// <content>Uploads from a stream, and upload sessions.</content>
public sealed partial class LoraManager
{
    /// <summary>Gets how browsers upload files to storage, based on the options and on what the file store supports.</summary>
    internal LoraUploadTransport Transport =>
        _context.Files is IPartSigningFileStore { CanSignParts: true } ? _context.Options.Transport : LoraUploadTransport.Proxied;

    /// <summary>Uploads a file from a stream. Buffers only a few parts in memory, regardless of the file size.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="fileName">The file name.</param>
    /// <param name="size">The size in bytes, if known; a stream with another size is refused.</param>
    /// <param name="content">The content, which is read once.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. A canceled upload is removed.</param>
    public Task<LoraResult<LoraRecord>> UploadAsync(
        LoraCaller caller, string fileName, long? size, Stream content, CancellationToken cancellationToken = default) =>
        _streams.UploadAsync(Allowed(caller, LoraOperation.Upload), fileName, size, atMost: null, content, cancellationToken);

    /// <summary>Uploads a file from a stream whose exact size is unknown. Until the stream has ended, the maximum size counts toward the limits.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="fileName">The file name.</param>
    /// <param name="atMost">The maximum size in bytes; a longer stream is refused.</param>
    /// <param name="content">The content, which is read once.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. A canceled upload is removed.</param>
    public Task<LoraResult<LoraRecord>> UploadUpToAsync(
        LoraCaller caller, string fileName, long atMost, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        return _streams.UploadAsync(Allowed(caller, LoraOperation.Upload), fileName, size: null, atMost, content, cancellationToken);
    }

    /// <summary>Creates an upload session, or returns the existing session with the same client key.</summary>
    /// <returns>
    /// The session, or issues: with the file, with the client key (<see cref="LoraErrorCodes.UploadKeyInvalid"/>, <see cref="LoraErrorCodes.UploadKeyReused"/>), or
    /// with the quota (<see cref="LoraErrorCodes.QuotaBytes"/>, <see cref="LoraErrorCodes.QuotaUploads"/>).
    /// </returns>
    internal Task<LoraResult<LoraUploadStatus>> BeginUploadAsync(
        LoraCaller caller, UploadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _creation.BeginAsync(Demand(caller, LoraOperation.Upload), request, cancellationToken);
    }

    /// <summary>Creates an upload session.</summary>
    internal Task<LoraResult<LoraUploadStatus>> BeginUploadAsync(
        LoraCaller caller, string fileName, long size, CancellationToken cancellationToken = default) =>
        BeginUploadAsync(caller, new UploadRequest(fileName, size) { Owner = caller?.UserId }, cancellationToken);

    /// <summary>Uploads one part of an upload session. Replaces a part with the same number.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="id">The id of the session.</param>
    /// <param name="number">The part number, starting at 1.</param>
    /// <param name="content">The content, with exactly the size that the plan specifies.</param>
    /// <param name="size">The size in bytes, if known.</param>
    /// <param name="sha256">The expected SHA-256, 64 lower-case hexadecimal digits; <see langword="null"/> if unknown.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    internal Task<LoraResult<LoraFilePart>> PutPartAsync(
        LoraCaller caller, LoraId id, int number, Stream content, long? size = null, string? sha256 = null, CancellationToken cancellationToken = default) =>
        _parts.PutAsync(Demand(caller, LoraOperation.Upload), id, number, content, size, sha256, cancellationToken);

    /// <summary>Returns presigned URLs with which a browser uploads parts directly to storage. They work for <see cref="LoraManagementOptions.PartUrlLifetime"/>.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="id">The id of the session.</param>
    /// <param name="parts">The parts, at most 50, with their expected checksums.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The URLs, or an issue, such as <see cref="LoraErrorCodes.DirectUnsupported"/> if the host or the file store does not support direct uploads.</returns>
    internal Task<LoraResult<IReadOnlyList<LoraSignedPart>>> SignPartsAsync(
        LoraCaller caller, LoraId id, IReadOnlyList<LoraPartDigest> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return _parts.SignAsync(Demand(caller, LoraOperation.Upload), id, parts, cancellationToken);
    }

    /// <summary>Returns the state of an upload session and its stored parts; for a completed session, the LoRA.</summary>
    internal Task<LoraResult<LoraUploadStatus>> GetUploadAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        _sessions.GetAsync(Demand(caller, LoraOperation.Upload), id, cancellationToken);

    /// <summary>
    /// Lists the unfinished sessions of a user, newest first, at most 50. Does not query storage, so <see cref="LoraUploadStatus.StoredParts"/> is
    /// empty; call <see cref="GetUploadAsync"/> to get the stored parts of a session.
    /// </summary>
    /// <param name="caller">The caller.</param>
    /// <param name="owner">The user's id (<see cref="LoraUpload.Owner"/>).</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    internal Task<IReadOnlyList<LoraUploadStatus>> ListUploadsAsync(LoraCaller caller, string? owner, CancellationToken cancellationToken = default) =>
        _sessions.ListAsync(Demand(caller, LoraOperation.Upload), owner, cancellationToken);

    /// <summary>Completes an upload session. Idempotent: later calls return the same LoRA.</summary>
    internal Task<LoraResult<LoraRecord>> CompleteUploadAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        _completion.CompleteAsync(Allowed(caller, LoraOperation.Upload), id, cancellationToken);

    /// <summary>Aborts an upload session and removes its bytes.</summary>
    /// <returns>The session, or the issue <see cref="LoraErrorCodes.UploadNotFound"/> or <see cref="LoraErrorCodes.UploadBusy"/>.</returns>
    internal async Task<LoraResult<LoraUploadStatus>> AbortUploadAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default)
    {
        var result = await _removal.AbortAsync(Demand(caller, LoraOperation.Upload), id, cancellationToken).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _context.Audit
                .RecordAsync(caller.Workspace, caller.UserId, LoraAuditAction.UploadCancelled, id, result.Value.Upload.FileName, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
        }

        return result;
    }
}
