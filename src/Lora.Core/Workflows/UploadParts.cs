using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Uploads parts, or returns presigned URLs for them. The announced checksum of a part is saved before its first byte is sent.</summary>
internal sealed class UploadParts(ManagerContext context, UploadSessions sessions)
{
    public const int MostSigned = 50;

    public async Task<LoraResult<LoraFilePart>> PutAsync(
        LoraWorkspaceId workspace, LoraId id, int number, Stream content, long? size, string? sha256, CancellationToken cancellationToken)
    {
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (FindConflict(upload, number, sha256) is { } conflict)
        {
            return conflict;
        }

        if (size is { } given && given != upload!.Parts.SizeOf(number))
        {
            return UploadIssues.WrongPartSize(number, upload.Parts);
        }

        upload = await sessions.EnsureMultipartAsync(upload!, isNew: false, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(upload, [new LoraPartDigest(number, sha256)], cancellationToken).ConfigureAwait(false);
        return await SendAsync(upload, upload.Parts, number, content, sha256, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoraResult<LoraFilePart>> SendAsync(
        LoraUpload upload, LoraPartPlan parts, int number, Stream content, string? sha256, CancellationToken cancellationToken)
    {
        LoraFilePart part;
        try
        {
            part = await context.Files
                .PutPartAsync(upload.StorageKey, upload.MultipartId!, parts, number, content, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception) when (IssueOf(exception.Code, number, parts) is { } issue)
        {
            return issue;
        }

        // A store without multipart uploads has already made the object visible; it must be removed if the session was aborted in the meantime.
        if (context.Files is SinglePartFiles && await IsAbandonedAsync(upload).ConfigureAwait(false))
        {
            await context.Files.DeleteAsync(upload.StorageKey, CancellationToken.None).ConfigureAwait(false);
            return UploadIssues.Gone;
        }

        await sessions.KeepAsync(upload, cancellationToken).ConfigureAwait(false);
        return part;
    }

    public async Task<LoraResult<IReadOnlyList<LoraSignedPart>>> SignAsync(
        LoraWorkspaceId workspace, LoraId id, IReadOnlyList<LoraPartDigest> wanted, CancellationToken cancellationToken)
    {
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return UploadIssues.NotFound;
        }

        if (context.Options.Transport == LoraUploadTransport.Proxied || context.Files is not IPartSigningFileStore { CanSignParts: true } signing)
        {
            return UploadIssues.DirectUnsupported;
        }

        if (wanted.Count is 0 or > MostSigned)
        {
            return UploadIssues.TooManyParts;
        }

        foreach (var part in wanted)
        {
            if (FindConflict(upload, part.Number, part.Sha256) is { } conflict)
            {
                return conflict;
            }
        }

        upload = await sessions.EnsureMultipartAsync(upload, isNew: false, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(upload, wanted, cancellationToken).ConfigureAwait(false);
        await sessions.KeepAsync(upload, cancellationToken).ConfigureAwait(false);
        var signed = new List<LoraSignedPart>(wanted.Count);
        try
        {
            foreach (var (number, sha256) in wanted)
            {
                signed.Add(await signing
                    .SignPartAsync(upload.StorageKey, upload.MultipartId!, upload.Parts, number, sha256, context.Options.PartUrlLifetime, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (LoraException exception) when (exception.Code == LoraErrorCodes.DirectUnsupported)
        {
            return UploadIssues.DirectUnsupported;
        }

        return LoraResult.Success<IReadOnlyList<LoraSignedPart>>(signed);
    }

    /// <summary>
    /// Saves the announced checksums of parts. If a stored part was announced with another checksum before, and storage does not report checksums, it is first replaced by a
    /// placeholder of one byte (docs/decisions/010): if the new bytes never arrived, the old ones would be mistaken for them.
    /// </summary>
    private async Task AnnounceAsync(LoraUpload upload, IReadOnlyList<LoraPartDigest> wanted, CancellationToken cancellationToken)
    {
        if (await context.Store.TrySavePartDigestsAsync(upload.Workspace, upload.Id, wanted, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // An object that was stored without multipart upload is already the whole file, and may be a LoRA by now.
        if (context.Files is not SinglePartFiles)
        {
            await InvalidateAsync(upload, wanted, cancellationToken).ConfigureAwait(false);
        }

        await context.Store.SavePartDigestsAsync(upload.Workspace, upload.Id, wanted, cancellationToken).ConfigureAwait(false);
    }

    private async Task InvalidateAsync(LoraUpload upload, IReadOnlyList<LoraPartDigest> wanted, CancellationToken cancellationToken)
    {
        var before = (await context.Store.ListPartDigestsAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false))
            .ToDictionary(digest => digest.Number, digest => digest.Sha256);
        var changed = wanted
            .Where(part => part.Sha256 is not null && before.GetValueOrDefault(part.Number) is { } old && !string.Equals(old, part.Sha256, StringComparison.Ordinal))
            .Select(part => part.Number).ToHashSet();
        var stored = await context.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId!, cancellationToken).ConfigureAwait(false) ?? [];
        foreach (var part in stored.Where(part => part.Sha256 is null && changed.Contains(part.Number) && upload.Parts.IsWhole(part)))
        {
            var size = part.Size == 1 ? 2 : 1;
            using var placeholder = new MemoryStream(new byte[size]);
            await context.Files
                .PutPartAsync(upload.StorageKey, upload.MultipartId!, new LoraPartPlan((long)part.Number * size, size), part.Number, placeholder, sha256: null, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<bool> IsAbandonedAsync(LoraUpload upload) =>
        await context.Store.FindUploadAsync(upload.Workspace, upload.Id, CancellationToken.None).ConfigureAwait(false) is null or { State: LoraUploadState.Aborting }
        && await context.Store.FindAsync(upload.Workspace, upload.Id, CancellationToken.None).ConfigureAwait(false) is null;

    private static LoraIssue? FindConflict(LoraUpload? upload, int number, string? sha256) => upload switch
    {
        null => UploadIssues.NotFound,
        { State: not LoraUploadState.Open } => UploadIssues.Closed(upload.State),
        _ when !upload.Parts.Has(number) => UploadIssues.NoSuchPart(number, upload.Parts),
        _ when sha256 is not null && !LoraPartDigests.IsValid(sha256) => UploadIssues.InvalidChecksum,
        _ => null,
    };

    private static LoraIssue? IssueOf(string code, int number, LoraPartPlan parts) => code switch
    {
        LoraErrorCodes.PartSize => UploadIssues.WrongPartSize(number, parts),
        LoraErrorCodes.PartChecksum => UploadIssues.WrongPartChecksum(number),
        LoraErrorCodes.UploadGone => UploadIssues.Gone,
        _ => null,
    };
}
