using Lora.Errors;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Returns the state of upload sessions, and extends their expiry.</summary>
internal sealed class UploadSessions(ManagerContext context)
{
    private const int MostListed = 50;
    private static readonly TimeSpan WorthSaving = TimeSpan.FromMinutes(1);

    public async Task<LoraResult<LoraUploadStatus>> GetAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken)
    {
        if (await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { } upload)
        {
            return await StatusOfAsync(upload, cancellationToken).ConfigureAwait(false);
        }

        // A completed session no longer has a row: the LoRA replaced it, with the same id.
        return await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record
            ? StatusOf(record)
            : UploadIssues.NotFound;
    }

    /// <summary>Lists rows only. <see cref="GetAsync"/> returns the stored parts, because they require a storage request for each session.</summary>
    public async Task<IReadOnlyList<LoraUploadStatus>> ListAsync(LoraWorkspaceId workspace, string? owner, CancellationToken cancellationToken)
    {
        var uploads = await context.Store.ListUploadsAsync(workspace, owner, MostListed, cancellationToken).ConfigureAwait(false);
        return [.. uploads.Select(static upload => new LoraUploadStatus(upload, []))];
    }

    public async Task<LoraUploadStatus> StatusOfAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        if (upload.MultipartId is null || upload.State == LoraUploadState.Aborting)
        {
            return new LoraUploadStatus(upload, []);
        }

        var stored = await context.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId, cancellationToken).ConfigureAwait(false);
        return new LoraUploadStatus(upload, stored is { Count: > 0 } ? await WholeAsync(upload, stored, cancellationToken).ConfigureAwait(false) : []);
    }

    public LoraUploadStatus StatusOf(LoraRecord record)
    {
        var upload = new LoraUpload
        {
            Id = record.Id,
            Workspace = record.Workspace,
            ClientKey = record.ClientKey,
            FileName = record.FileName,
            StorageKey = record.StorageKey,
            Size = record.Size,
            PartSize = PlanFor(record.Size).PartSize,
            State = LoraUploadState.Completed,
            CreatedAt = record.UploadedAt,
            ExpiresAt = DateTimeOffset.MaxValue,
            Stamp = record.Stamp,
        };
        return new LoraUploadStatus(upload, []) { Record = record };
    }

    /// <summary>Returns the parts that are completely stored and match their announced checksum, if storage reports checksums.</summary>
    public async Task<IReadOnlyList<LoraFilePart>> WholeAsync(LoraUpload upload, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken)
    {
        var announced = (await context.Store.ListPartDigestsAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false))
            .ToDictionary(digest => digest.Number, digest => digest.Sha256);
        var whole = new List<LoraFilePart>(stored.Count);
        foreach (var part in stored.Where(part => upload.Parts.IsWhole(part)).OrderBy(part => part.Number))
        {
            var expected = announced.GetValueOrDefault(part.Number);
            if (expected is null || part.Sha256 is null || string.Equals(expected, part.Sha256, StringComparison.Ordinal))
            {
                whole.Add(part with { Sha256 = expected ?? part.Sha256 });
            }
        }

        return whole;
    }

    /// <summary>Compares the announced checksums with the one that storage reports for the file; returns <see langword="null"/> if some parts were announced without checksum.</summary>
    public async Task<TransferDigest?> TransferOfAsync(LoraUpload upload, LoraPartPlan parts, LoraStoredFile file, CancellationToken cancellationToken)
    {
        var announced = await context.Store.ListPartDigestsAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false);
        var digests = announced.Where(digest => parts.Has(digest.Number)).Select(digest => digest.Sha256).OfType<string>().ToList();
        if (digests.Count != parts.Count)
        {
            return null;
        }

        var sent = LoraPartDigests.Combine(digests);
        return new TransferDigest(
            upload.PartSize, sent, file.PartsSha256 is { } held ? string.Equals(held, sent, StringComparison.Ordinal) : null);
    }

    /// <summary>Starts the multipart upload in storage if necessary, or adopts one whose id was not saved because of a crash.</summary>
    public async Task<LoraUpload> EnsureMultipartAsync(LoraUpload upload, bool isNew, CancellationToken cancellationToken)
    {
        if (upload.MultipartId is not null)
        {
            return upload;
        }

        var present = isNew ? [] : await context.Files.ListUploadsAsync(upload.StorageKey, cancellationToken).ConfigureAwait(false);
        var multipartId = present.Count > 0
            ? present[0]
            : await context.Files.BeginAsync(upload.StorageKey, upload.Parts, cancellationToken).ConfigureAwait(false);
        if (await context.Store.TrySwapAsync(upload, upload with { MultipartId = multipartId }).ConfigureAwait(false) is { } begun)
        {
            return begun;
        }

        var winner = await context.Store.FindUploadAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false);
        // Another call may have adopted the upload that this one started.
        if (!string.Equals(winner?.MultipartId, multipartId, StringComparison.Ordinal))
        {
            await context.Files.AbortAsync(upload.StorageKey, multipartId, CancellationToken.None).ConfigureAwait(false);
        }

        if (winner is not { State: LoraUploadState.Open, MultipartId: not null })
        {
            throw ErrorCatalog.Exception(LoraErrorCodes.UploadClosed);
        }

        return winner;
    }

    /// <summary>Extends the expiry of a session that is in use.</summary>
    public async Task KeepAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        var expiresAt = context.Now() + context.Options.UploadLifetime;
        if (expiresAt - upload.ExpiresAt > WorthSaving)
        {
            await context.Store.ExtendUploadAsync(upload.Workspace, upload.Id, expiresAt, cancellationToken).ConfigureAwait(false);
        }
    }

    public LoraPartPlan PlanFor(long size) =>
        context.Files is SinglePartFiles ? new LoraPartPlan(size, size) : LoraPartPlan.For(size, context.Options.PartSize);
}
