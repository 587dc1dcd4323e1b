using Lora.Catalog;
using Lora.Errors;
using Lora.Files;
using Lora.Uploads;
using Lora.Validation;

namespace Lora.Management.Flows;

/// <summary>Begins upload sessions, takes their parts and tells where they stand.</summary>
internal sealed class UploadSessions(ManagerContext context, UploadRemoval removal)
{
    private static readonly TimeSpan WorthSaving = TimeSpan.FromMinutes(1);

    public async Task<LoraResult<LoraUploadStatus>> BeginAsync(LoraWorkspaceId workspace, string fileName, long size, CancellationToken cancellationToken)
    {
        var issues = new LoraFileRules(context.Options.MaxFileSize).Check(fileName, size);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraUploadStatus>(issues);
        }

        var upload = await CreateAsync(workspace, fileName, size, cancellationToken).ConfigureAwait(false);
        return new LoraUploadStatus(upload, []);
    }

    /// <summary>Saves the row first, so that whatever happens next, something names the bytes.</summary>
    public async Task<LoraUpload> CreateAsync(LoraWorkspaceId workspace, string fileName, long size, CancellationToken cancellationToken)
    {
        var now = context.Now();
        var id = LoraId.New(context.Time);
        var upload = new LoraUpload
        {
            Id = id,
            Workspace = workspace,
            FileName = fileName,
            StorageKey = LoraStorageKey.Make(context.Options.KeyPrefix, workspace, id, fileName),
            Size = size,
            PartSize = PlanFor(size).PartSize,
            CreatedAt = now,
            ExpiresAt = now + context.Options.UploadLifetime,
            Stamp = Guid.NewGuid(),
        };
        await context.Store.AddUploadAsync(upload, cancellationToken).ConfigureAwait(false);
        try
        {
            upload = await EnsureMultipartAsync(upload, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await removal.TryRemoveAsync(upload).ConfigureAwait(false);
            throw;
        }

        context.Log.UploadBegun(upload.Id, size, workspace, upload.StorageKey);
        return upload;
    }

    public async Task<LoraResult<LoraFilePart>> PutPartAsync(
        LoraWorkspaceId workspace, LoraId id, int number, Stream content, long? size, CancellationToken cancellationToken)
    {
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return UploadIssues.NotFound;
        }

        if (upload.State != LoraUploadState.Open)
        {
            return UploadIssues.Closed(upload.State);
        }

        if (!upload.Parts.Has(number))
        {
            return UploadIssues.NoSuchPart(number, upload.Parts);
        }

        if (size is { } given && given != upload.Parts.SizeOf(number))
        {
            return UploadIssues.WrongPartSize(number, upload.Parts);
        }

        upload = await EnsureMultipartAsync(upload, cancellationToken).ConfigureAwait(false);
        return await PutPartAsync(upload, upload.Parts, number, content, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoraResult<LoraFilePart>> PutPartAsync(
        LoraUpload upload, LoraPartPlan parts, int number, Stream content, CancellationToken cancellationToken)
    {
        LoraFilePart part;
        try
        {
            part = await context.Files
                .PutPartAsync(upload.StorageKey, upload.MultipartId!, parts, number, content, cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception) when (exception.Code is LoraErrorCodes.PartSize)
        {
            return UploadIssues.WrongPartSize(number, parts);
        }
        catch (LoraStorageException exception) when (exception.Code is LoraErrorCodes.UploadGone)
        {
            return UploadIssues.Gone;
        }

        var expiresAt = context.Now() + context.Options.UploadLifetime;
        if (expiresAt - upload.ExpiresAt > WorthSaving)
        {
            await context.Store.ExtendUploadAsync(upload.Workspace, upload.Id, expiresAt, cancellationToken).ConfigureAwait(false);
        }

        return part;
    }

    public async Task<LoraResult<LoraUploadStatus>> GetAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken)
    {
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        return upload is null
            ? UploadIssues.NotFound
            : new LoraUploadStatus(upload, await StoredAsync(upload, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<int>> StoredAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        if (upload.MultipartId is null || upload.State == LoraUploadState.Aborting)
        {
            return [];
        }

        var stored = await context.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId, cancellationToken).ConfigureAwait(false);
        return [.. (stored ?? []).Where(part => upload.Parts.IsWhole(part)).Select(part => part.Number).Order()];
    }

    /// <summary>Begins the multipart upload in storage where that has not been done, or where a crash lost its name.</summary>
    private async Task<LoraUpload> EnsureMultipartAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        if (upload.MultipartId is not null)
        {
            return upload;
        }

        var begun = upload with
        {
            MultipartId = await context.Files.BeginAsync(upload.StorageKey, upload.Parts, cancellationToken).ConfigureAwait(false),
            Stamp = Guid.NewGuid(),
        };
        if (await context.Store.TryUpdateUploadAsync(begun, upload.Stamp, CancellationToken.None).ConfigureAwait(false))
        {
            return begun;
        }

        await context.Files.AbortAsync(upload.StorageKey, begun.MultipartId, CancellationToken.None).ConfigureAwait(false);
        var present = await context.Store.FindUploadAsync(upload.Workspace, upload.Id, cancellationToken).ConfigureAwait(false);
        return present is { State: LoraUploadState.Open, MultipartId: not null }
            ? present
            : throw new LoraException(LoraErrorCodes.UploadClosed, UploadIssues.Gone.Message);
    }

    private LoraPartPlan PlanFor(long size) =>
        context.Files is SinglePartFiles ? new LoraPartPlan(size, size) : LoraPartPlan.For(size, context.Options.PartSize);
}
