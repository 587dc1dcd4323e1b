using Lora.Storage;

namespace Lora;

/// <content>Uploads: from a stream, and by sessions.</content>
public sealed partial class LoraManager
{
    /// <summary>How the bytes of a browser reach storage: what the host chose, and what the file store can do.</summary>
    internal LoraUploadTransport Transport =>
        _context.Files is IPartSigningFileStore { CanSignParts: true } ? _context.Options.Transport : LoraUploadTransport.Proxied;

    /// <summary>Uploads a file from a stream. Memory stays within a few parts, whatever its size.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="size">Its size in bytes, if it is known beforehand; a stream that turns out to have another size is refused.</param>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="cancellationToken">Stops the upload; nothing is left.</param>
    public Task<LoraResult<LoraRecord>> UploadAsync(
        LoraCaller caller, string fileName, long? size, Stream content, CancellationToken cancellationToken = default) =>
        _streams.UploadAsync(Allowed(caller, LoraOperation.Upload), fileName, size, atMost: null, content, cancellationToken);

    /// <summary>Uploads a file from a stream whose size is not known, but how much it can be: as much counts against limits until it has ended.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="atMost">How many bytes there are at most; a stream that turns out to have more is refused.</param>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="cancellationToken">Stops the upload; nothing is left.</param>
    public Task<LoraResult<LoraRecord>> UploadUpToAsync(
        LoraCaller caller, string fileName, long atMost, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        return _streams.UploadAsync(Allowed(caller, LoraOperation.Upload), fileName, size: null, atMost, content, cancellationToken);
    }

    /// <summary>Begins an upload session, or tells where the one stands that was begun with the same key.</summary>
    /// <returns>
    /// The session, or what is wrong: with the file, with the key (<see cref="LoraErrorCodes.UploadKeyInvalid"/>, <see cref="LoraErrorCodes.UploadKeyReused"/>), or
    /// that there is no room (<see cref="LoraErrorCodes.QuotaBytes"/>, <see cref="LoraErrorCodes.QuotaUploads"/>).
    /// </returns>
    internal Task<LoraResult<LoraUploadStatus>> BeginUploadAsync(
        LoraCaller caller, LoraUploadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _beginning.BeginAsync(Demand(caller, LoraOperation.Upload), request, cancellationToken);
    }

    /// <summary>Begins an upload session.</summary>
    internal Task<LoraResult<LoraUploadStatus>> BeginUploadAsync(
        LoraCaller caller, string fileName, long size, CancellationToken cancellationToken = default) =>
        BeginUploadAsync(caller, new LoraUploadRequest(fileName, size) { Owner = caller?.UserId }, cancellationToken);

    /// <summary>Takes one part of an upload session. A part that was sent before is replaced.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="id">The session.</param>
    /// <param name="number">The part's number, from 1.</param>
    /// <param name="content">The bytes; exactly as many as the plan says.</param>
    /// <param name="size">How many bytes there are, if it is known beforehand.</param>
    /// <param name="sha256">The SHA-256 they must have, 64 lower-case hexadecimal digits; <see langword="null"/> where it is not known.</param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    internal Task<LoraResult<LoraFilePart>> PutPartAsync(
        LoraCaller caller, LoraId id, int number, Stream content, long? size = null, string? sha256 = null, CancellationToken cancellationToken = default) =>
        _parts.PutAsync(Demand(caller, LoraOperation.Upload), id, number, content, size, sha256, cancellationToken);

    /// <summary>Signs URLs under which a browser sends parts to storage itself. They work for <see cref="LoraManagementOptions.PartUrlLifetime"/>.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="id">The session.</param>
    /// <param name="parts">The parts, at most 50, with the digests they must have.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The URLs, or an issue, such as <see cref="LoraErrorCodes.DirectUnsupported"/> where the host or the file store wants parts to go through the application.</returns>
    internal Task<LoraResult<IReadOnlyList<LoraSignedPart>>> SignPartsAsync(
        LoraCaller caller, LoraId id, IReadOnlyList<LoraPartDigest> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return _parts.SignAsync(Demand(caller, LoraOperation.Upload), id, parts, cancellationToken);
    }

    /// <summary>Tells where an upload session stands and which parts it has; for a completed one the LoRA it became.</summary>
    internal Task<LoraResult<LoraUploadStatus>> GetUploadAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        _sessions.GetAsync(Demand(caller, LoraOperation.Upload), id, cancellationToken);

    /// <summary>
    /// Lists the sessions that one person has begun and not finished, newest first, at most 50. Storage is not asked, so <see cref="LoraUploadStatus.StoredParts"/> is
    /// empty; call <see cref="GetUploadAsync"/> to see what is stored of one.
    /// </summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="owner">The person (<see cref="LoraUpload.Owner"/>).</param>
    /// <param name="cancellationToken">Stops the call.</param>
    internal Task<IReadOnlyList<LoraUploadStatus>> ListUploadsAsync(LoraCaller caller, string? owner, CancellationToken cancellationToken = default) =>
        _sessions.ListAsync(Demand(caller, LoraOperation.Upload), owner, cancellationToken);

    /// <summary>Completes an upload session. May be called again: once it succeeded, it returns the same LoRA.</summary>
    internal Task<LoraResult<LoraRecord>> CompleteUploadAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        _completion.CompleteAsync(Allowed(caller, LoraOperation.Upload), id, cancellationToken);

    /// <summary>Cancels an upload session and removes its bytes.</summary>
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
