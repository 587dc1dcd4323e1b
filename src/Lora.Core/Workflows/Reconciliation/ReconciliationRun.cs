using Lora.Errors;
using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>
/// Reconciles the database with storage once. Storage is listed first: a row is always created before its object, so an object that has no row when the rows are
/// read afterwards, and still exists, is an orphan.
/// </summary>
internal sealed class ReconciliationRun(ManagerContext context, LoraWorkspaceId? workspace, string? userId = null)
{
    private const int Page = 500;
    private static readonly LoraIssue KeyTooLong = new(
        LoraErrorCodes.FileNameTooLong, $"The storage key has more than {LoraStorageKey.MaxLength} characters. Move the object to a shorter key.");

    private readonly KeySet _present = new();
    private readonly List<LoraReconciliationReport.UnknownObject> _found = [];
    private readonly List<LoraFileReference> _missing = [];
    private readonly List<LoraFileReference> _returned = [];
    private readonly List<LoraFileReference> _imported = [];
    private readonly List<LoraReconciliationReport.UnknownObject> _refused = [];
    private readonly List<string> _removed = [];

    /// <summary>Gets the objects without a row that this run leaves in storage.</summary>
    public OrphanTally Unknown { get; private set; } = OrphanTally.None;

    public async Task<LoraResult<LoraReconciliationReport>> RunAsync(ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        if (context.Files is not IListingFileStore files)
        {
            return ErrorCatalog.Issue(LoraErrorCodes.SyncUnsupported);
        }

        await foreach (var page in PagesAsync(files, cancellationToken).ConfigureAwait(false))
        {
            await ProcessPageAsync(page, plan, cancellationToken).ConfigureAwait(false);
        }

        await CheckRecordsAsync(plan, cancellationToken).ConfigureAwait(false);
        var report = new LoraReconciliationReport(plan.Apply, _found, _missing, _returned, _imported, _refused, _removed);
        context.Log.Reconciled(_found.Count, _missing.Count, _returned.Count, _imported.Count, _removed.Count);
        if (plan.Apply && workspace is { } own)
        {
            await context.Audit.RecordAsync(own, userId, LoraAuditAction.StorageCompared, loraId: null, loraName: null, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
        }

        return report;
    }

    private string Prefix => (context.Options.KeyPrefix, workspace) switch
    {
        ("", null) => "",
        ({ } prefix, null) => prefix + "/",
        ("", { } own) => LoraStorageKey.Segment(own) + "/",
        ({ } prefix, { } own) => $"{prefix}/{LoraStorageKey.Segment(own)}/",
    };

    private async IAsyncEnumerable<List<LoraStoredFile>> PagesAsync(
        IListingFileStore files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<LoraStoredFile>(Page);
        await foreach (var file in files.ListAsync(Prefix, cancellationToken).ConfigureAwait(false))
        {
            _present.Add(file.Key, file.Size);
            page.Add(file);
            if (page.Count == Page)
            {
                yield return page;
                page = new List<LoraStoredFile>(Page);
            }
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }

    private async Task ProcessPageAsync(List<LoraStoredFile> page, ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        var named = (await context.Store.FindReferencedKeysAsync([.. page.Select(file => file.Key)], cancellationToken).ConfigureAwait(false))
            .Select(key => key.StorageKey).ToHashSet(StringComparer.Ordinal);
        var unknown = page.Where(file => !named.Contains(file.Key)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var owners = new KeyOwners(context, workspace, plan.Workspaces);
        await owners.LoadAsync(unknown, cancellationToken).ConfigureAwait(false);
        foreach (var file in unknown)
        {
            // A delete may have finished since the listing.
            if (await context.Files.FindAsync(file.Key, cancellationToken).ConfigureAwait(false) is not null)
            {
                await TryProcessAsync(file, owners.Of(file.Key), plan, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>An object that causes an error does not stop the others from being processed.</summary>
    private async Task TryProcessAsync(LoraStoredFile file, LoraWorkspaceId? owner, ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        if (file.Key.Length > LoraStorageKey.MaxLength)
        {
            Unknown = Unknown.With(file);
            _refused.Add(Describe(file, owner) with { Issues = [KeyTooLong] });
            return;
        }

        try
        {
            await ProcessAsync(file, owner, plan, cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception)
        {
            Unknown = Unknown.With(file);
            context.Log.ObjectNotProcessed(file.Key, exception);
            _refused.Add(Describe(file, owner) with { Issues = [new LoraIssue(exception.Code, exception.Message)] });
        }
    }

    private async Task ProcessAsync(LoraStoredFile file, LoraWorkspaceId? owner, ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        var name = NameOf(file);
        if (plan.Apply && (plan.Removes(file) || file.ModifiedAt <= plan.RemovesBefore))
        {
            if (await new OrphanObjects(context).RemoveAsync(file, owner).ConfigureAwait(false))
            {
                _removed.Add(file.Key);
                if (owner is { } from)
                {
                    await context.Audit.RecordAsync(from, userId, LoraAuditAction.FileRemoved, loraId: null, name, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
                }
            }

            return;
        }

        var issues = new LoraFileRules(context.Options.MaxFileSize).Check(name, file.Size);
        if (issues.Count > 0)
        {
            Unknown = Unknown.With(file);
            _refused.Add(Describe(file, owner) with { Issues = issues });
        }
        else if (plan.Apply && plan.Imports(file) && owner is { } into)
        {
            var result = await new OrphanObjects(context).ImportAsync(file, name, into, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                _imported.Add(LoraFileReference.Of(result.Value));
                await context.Audit
                    .RecordAsync(into, userId, LoraAuditAction.Imported, result.Value.Id, result.Value.Name, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
            }
            else
            {
                Unknown = Unknown.With(file);
                _refused.Add(Describe(file, owner) with { Issues = result.Issues });
            }
        }
        else
        {
            Unknown = Unknown.With(file);
            _found.Add(Describe(file, owner));
        }
    }

    private static string NameOf(LoraStoredFile file) => file.Key[(file.Key.LastIndexOf('/') + 1)..];

    private static LoraReconciliationReport.UnknownObject Describe(LoraStoredFile file, LoraWorkspaceId? owner) => new(file.Key, NameOf(file), file.Size, file.ModifiedAt, owner?.Value);

    private async Task CheckRecordsAsync(ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        LoraFileReference? last = null;
        while (true)
        {
            var batch = await context.Store.ListFilesAsync(workspace, last, Page, cancellationToken).ConfigureAwait(false);
            foreach (var file in batch)
            {
                await CheckAsync(file, plan, cancellationToken).ConfigureAwait(false);
            }

            if (batch.Count < Page)
            {
                return;
            }

            last = batch[^1];
        }
    }

    private async Task CheckAsync(LoraFileReference file, ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        if (file.State == LoraState.Ready && !_present.Contains(file.StorageKey, file.Size))
        {
            // It may have been uploaded since, or be outside of the listed prefix.
            if (!await IsWholeAsync(file, cancellationToken).ConfigureAwait(false))
            {
                await MarkAsync(file, LoraState.Missing, _missing, plan, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (file.State == LoraState.Missing && await IsWholeAsync(file, cancellationToken).ConfigureAwait(false))
        {
            await MarkAsync(file, LoraState.Ready, _returned, plan, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An object of another size cannot be the one that was uploaded.</summary>
    private async Task<bool> IsWholeAsync(LoraFileReference file, CancellationToken cancellationToken) =>
        await context.Files.FindAsync(file.StorageKey, cancellationToken).ConfigureAwait(false) is { } found && found.Size == file.Size;

    private async Task MarkAsync(LoraFileReference file, LoraState state, List<LoraFileReference> affected, ReconciliationPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Apply)
        {
            affected.Add(file);
            return;
        }

        // The whole record is read only if it changes.
        var record = await context.Store.FindAsync(file.Workspace, file.Id, cancellationToken).ConfigureAwait(false);
        if (record is null || LoraFileReference.Of(record) with { Name = file.Name } != file
            || await context.Store.TrySwapAsync(record, record with { State = state, StateChangedAt = context.Now() }).ConfigureAwait(false) is null)
        {
            return;
        }

        affected.Add(file);
        context.Metrics.Marked(state);
        context.Notify(record.Workspace, LoraChangeKind.Updated, record.Id);
    }
}
