using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Creates upload sessions, at most one for every client key.</summary>
internal sealed class UploadCreation(ManagerContext context, UploadSessions sessions, UploadRemoval removal)
{
    private const string KeyMarks = "-_.:";

    public async Task<LoraResult<LoraUploadStatus>> BeginAsync(LoraWorkspaceId workspace, UploadRequest request, CancellationToken cancellationToken)
    {
        var issues = new LoraFileRules(context.Options.MaxFileSize).Check(request.FileName, request.Size);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraUploadStatus>(issues);
        }

        if (request.ClientKey is null)
        {
            var created = await CreateAsync(workspace, request, cancellationToken).ConfigureAwait(false);
            return created.Succeeded ? new LoraUploadStatus(created.Value, []) { IsNew = true } : LoraResult.Failure<LoraUploadStatus>(created.Issues);
        }

        return IsKey(request.ClientKey)
            ? await BeginOnceAsync(workspace, request, request.ClientKey, cancellationToken).ConfigureAwait(false)
            : UploadIssues.InvalidKey;
    }

    /// <summary>Saves the row first, so that the bytes are always referenced by a row.</summary>
    public async Task<LoraResult<LoraUpload>> CreateAsync(LoraWorkspaceId workspace, UploadRequest request, CancellationToken cancellationToken)
    {
        var upload = NewUpload(workspace, request);
        if (!await context.Store.TryAddUploadAsync(upload, cancellationToken).ConfigureAwait(false))
        {
            return UploadIssues.Busy;
        }

        try
        {
            if (await CheckQuotaAsync(upload, cancellationToken).ConfigureAwait(false) is { } issue)
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return issue;
            }

            upload = await sessions.EnsureMultipartAsync(upload, isNew: true, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await removal.TryRemoveAsync(upload).ConfigureAwait(false);
            throw;
        }

        context.Log.UploadStarted(upload.Id, upload.Size, workspace, upload.StorageKey);
        return upload;
    }

    private async Task<LoraResult<LoraUploadStatus>> BeginOnceAsync(
        LoraWorkspaceId workspace, UploadRequest request, string key, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(context.Time, () => TryBeginOnceAsync(workspace, request, key, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? UploadIssues.Busy;

    private async Task<LoraResult<LoraUploadStatus>?> TryBeginOnceAsync(
        LoraWorkspaceId workspace, UploadRequest request, string key, CancellationToken cancellationToken)
    {
        if (await context.Store.FindUploadByClientKeyAsync(workspace, key, cancellationToken).ConfigureAwait(false) is { } upload)
        {
            if (!IsSame(upload.FileName, upload.Size, request))
            {
                return UploadIssues.KeyReused;
            }

            // The quota was not checked yet for a session that a crash interrupted before its multipart upload was started.
            if (upload is { State: LoraUploadState.Open, MultipartId: null } && await CheckQuotaAsync(upload, cancellationToken).ConfigureAwait(false) is { } issue)
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return issue;
            }

            return await ContinueAsync(upload, cancellationToken).ConfigureAwait(false) is { } status ? (LoraResult<LoraUploadStatus>)status : null;
        }

        if (await context.Store.FindByClientKeyAsync(workspace, key, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record)
        {
            return IsSame(record.FileName, record.Size, request) ? sessions.StatusOf(record) : UploadIssues.KeyReused;
        }

        var created = await CreateAsync(workspace, request, cancellationToken).ConfigureAwait(false);
        if (created.Succeeded)
        {
            return new LoraUploadStatus(created.Value, []) { IsNew = true };
        }

        return created.Issues[0] == UploadIssues.Busy ? null : LoraResult.Failure<LoraUploadStatus>(created.Issues);
    }

    /// <summary>Returns the state of a session; <see langword="null"/> if storage no longer has its multipart upload, so that it cannot be continued.</summary>
    private async Task<LoraUploadStatus?> ContinueAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        if (upload.State == LoraUploadState.Open && upload.MultipartId is not null
            && await context.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId, cancellationToken).ConfigureAwait(false) is null)
        {
            await removal.TryRemoveAsync(upload).ConfigureAwait(false);
            return null;
        }

        return await sessions.StatusOfAsync(upload, cancellationToken).ConfigureAwait(false);
    }

    private LoraUpload NewUpload(LoraWorkspaceId workspace, UploadRequest request)
    {
        var now = context.Now();
        var id = LoraId.New(context.Time);
        return new LoraUpload
        {
            Id = id,
            Workspace = workspace,
            Owner = request.Owner,
            ClientKey = request.ClientKey,
            FileName = request.FileName,
            StorageKey = LoraStorageKey.Make(context.Options.KeyPrefix, workspace, id, request.FileName),
            Size = request.Size,
            PartSize = sessions.PlanFor(request.Size).PartSize,
            CreatedAt = now,
            ExpiresAt = now + context.Options.UploadLifetime,
            Stamp = Guid.NewGuid(),
        };
    }

    private async Task<LoraIssue?> CheckQuotaAsync(LoraUpload upload, CancellationToken cancellationToken)
    {
        if (context.Quota is null)
        {
            return null;
        }

        var usage = await context.Store.GetUsageAsync(upload.Workspace, cancellationToken).ConfigureAwait(false);
        return await context.Quota.CheckAsync(upload, usage, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSame(string fileName, long size, UploadRequest request) =>
        size == request.Size && string.Equals(fileName, request.FileName, StringComparison.Ordinal);

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= LoraUpload.MaxClientKey && key.All(static c => char.IsAsciiLetterOrDigit(c) || KeyMarks.Contains(c, StringComparison.Ordinal));
}
