using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Tells where upload sessions stand, and keeps them alive.</summary>
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

        // A session that was completed has no row any more: the LoRA took its place, under the same id.
        return await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record
            ? StatusOf(record)
            : UploadIssues.NotFound;
    }

    /// <summary>Lists rows alone: which parts are stored is for <see cref="GetAsync"/>, since storage is asked for each session.</summary>
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

    /// <summary>The parts that are whole, and are what they were announced to be where storage tells.</summary>
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

    /// <summary>What the parts were announced with, compared with what storage tells of the whole; <see langword="null"/> where some were announced with nothing.</summary>
    public async Task<LoraTransferDigest?> TransferOfAsync(LoraUpload upload, LoraPartPlan parts, LoraFileInfo file, CancellationToken cancellationToken)
    {
        var announced = await context.Store.ListPartDigestsAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false);
        var digests = announced.Where(digest => parts.Has(digest.Number)).Select(digest => digest.Sha256).OfType<string>().ToList();
        if (digests.Count != parts.Count)
        {
            return null;
        }

        var sent = LoraPartDigests.Combine(digests);
        return new LoraTransferDigest(
            upload.PartSize, sent, file.PartsSha256 is { } held ? string.Equals(held, sent, StringComparison.Ordinal) : null);
    }

    /// <summary>Begins the multipart upload in storage where that has not been done, or takes up one whose name a crash kept from being saved.</summary>
    public async Task<LoraUpload> EnsureMultipartAsync(LoraUpload upload, bool isNew, CancellationToken cancellationToken)
    {
        if (upload.MultipartId is not null)
        {
            return upload;
        }

        var present = isNew ? [] : await context.Files.ListUploadsAsync(upload.StorageKey, cancellationToken).ConfigureAwait(false);
        var begun = upload with
        {
            MultipartId = present.Count > 0
                ? present[0]
                : await context.Files.BeginAsync(upload.StorageKey, upload.Parts, cancellationToken).ConfigureAwait(false),
            Stamp = Guid.NewGuid(),
        };
        if (await context.Store.TryUpdateUploadAsync(begun, upload.Stamp, CancellationToken.None).ConfigureAwait(false))
        {
            return begun;
        }

        var winner = await context.Store.FindUploadAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false);
        // Another call may have taken up the very upload that this one began.
        if (!string.Equals(winner?.MultipartId, begun.MultipartId, StringComparison.Ordinal))
        {
            await context.Files.AbortAsync(upload.StorageKey, begun.MultipartId, CancellationToken.None).ConfigureAwait(false);
        }

        if (winner is not { State: LoraUploadState.Open, MultipartId: not null })
        {
            throw new LoraException(LoraErrorCodes.UploadClosed, UploadIssues.Gone.Message);
        }

        return winner;
    }

    /// <summary>Moves the expiry of a session that is in use.</summary>
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
