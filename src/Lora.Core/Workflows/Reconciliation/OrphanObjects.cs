using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>
/// Imports or removes an object without a row. Both operations first add a row that references it, and then check whether another row does too: if two run at the
/// same time, at least one detects the other and stops.
/// </summary>
internal sealed class OrphanObjects(ManagerContext context)
{
    private static readonly LoraIssue Conflict = new(LoraErrorCodes.LoraConflict, "Someone else imported or removed this file at the same time. Refresh the list.");

    public async Task<LoraResult<LoraRecord>> ImportAsync(LoraStoredFile file, string name, LoraWorkspaceId workspace, CancellationToken cancellationToken)
    {
        var analysis = new FileAnalysis(context);
        var (inspection, fingerprint) = await analysis.InspectStoredAsync(workspace, file.Key, file.Size, name, cancellationToken).ConfigureAwait(false);
        if (analysis.FindProblems(inspection) is { Count: > 0 } problems)
        {
            return LoraResult.Failure<LoraRecord>(problems);
        }

        var now = context.Now();
        var record = new LoraRecord
        {
            Id = LoraId.New(context.Time),
            Workspace = workspace,
            Name = LoraNameRules.From(name),
            FileName = name,
            StorageKey = file.Key,
            Size = file.Size,
            UploadedAt = now,
            Facts = LoraFacts.None.With(inspection) with { Fingerprint = fingerprint },
            State = LoraState.Ready,
            StateChangedAt = now,
            Stamp = Guid.NewGuid(),
        };
        if (!await context.Store.TryAddAsync(record, inspection.Metadata.Thumbnail, CancellationToken.None).ConfigureAwait(false))
        {
            return Conflict;
        }

        // A concurrent removal has a row until the object is gone.
        if (await FindAsync(file.Key).ConfigureAwait(false) is { HasUpload: true }
            || await context.Files.FindAsync(file.Key, CancellationToken.None).ConfigureAwait(false) is null)
        {
            await context.Store.TryRemoveAsync(workspace, record.Id, record.Stamp, CancellationToken.None).ConfigureAwait(false);
            return Conflict;
        }

        context.Signal.Raise(record);
        context.Notify(workspace, LoraChangeKind.Added, record.Id);
        return record;
    }

    /// <summary>Removes an object in the same way as an aborted upload: if this process crashes, the sweeper continues.</summary>
    public async Task<bool> RemoveAsync(LoraStoredFile file, LoraWorkspaceId? workspace)
    {
        var now = context.Now();
        var removal = new LoraUpload
        {
            Id = LoraId.New(context.Time),
            Workspace = workspace ?? new LoraWorkspaceId("unknown"),
            FileName = LoraNameRules.From(file.Key[(file.Key.LastIndexOf('/') + 1)..]),
            StorageKey = file.Key,
            Size = Math.Max(1, file.Size),
            PartSize = Math.Max(1, file.Size),
            State = LoraUploadState.Aborting,
            CreatedAt = now,
            ExpiresAt = now + context.Options.Lease,
            Stamp = Guid.NewGuid(),
        };
        if (!await context.Store.TryAddUploadAsync(removal, CancellationToken.None).ConfigureAwait(false))
        {
            return false;
        }

        if (await FindAsync(file.Key).ConfigureAwait(false) is { HasRecord: true })
        {
            await context.Store.TryRemoveUploadAsync(removal.Workspace, removal.Id, removal.Stamp, CancellationToken.None).ConfigureAwait(false);
            return false;
        }

        await new UploadRemoval(context).RemoveBytesAndRowAsync(removal).ConfigureAwait(false);
        return true;
    }

    private async Task<LoraReferencedKey?> FindAsync(string key) =>
        await context.Store.FindReferencedKeysAsync([key], CancellationToken.None).ConfigureAwait(false) is [var named, ..] ? named : null;
}
