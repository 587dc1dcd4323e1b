using Lora.Errors;
using Lora.Storage;
using Lora.Workflows;

namespace Lora;

/// <summary>
/// Manages LoRAs: lists, uploads, edits and deletes them. Errors that a user can cause are returned as issues. If storage or the database fails, a
/// <see cref="LoraException"/> is thrown, whose code and message can be shown to users.
/// </summary>
public sealed partial class LoraManager
{
    private readonly ManagerContext _context;
    private readonly UploadSessions _sessions;
    private readonly UploadCreation _creation;
    private readonly UploadParts _parts;
    private readonly UploadCompletion _completion;
    private readonly UploadRemoval _removal;
    private readonly StreamUpload _streams;
    private readonly Deletion _deletion;
    private readonly FileAnalysis _analysis;
    private readonly Pairs _pairs;
    private readonly LoraReferenceBuilder _references;

    internal LoraManager(ManagerContext context, LoraReferenceBuilder references)
    {
        _context = context;
        _references = references;
        _removal = new UploadRemoval(context);
        _sessions = new UploadSessions(context);
        _creation = new UploadCreation(context, _sessions, _removal);
        _parts = new UploadParts(context, _sessions);
        _analysis = new FileAnalysis(context);
        _completion = new UploadCompletion(context, _sessions, _removal, _analysis);
        _streams = new StreamUpload(context, _creation, _parts, _completion, _removal);
        _deletion = new Deletion(context);
        _pairs = new Pairs(context);
    }

    internal static LoraIssue NotFound { get; } =
        ErrorCatalog.Issue(LoraErrorCodes.LoraNotFound, "id");

    /// <summary>Lists the LoRAs of a workspace.</summary>
    /// <returns>The page, or the issue <see cref="LoraErrorCodes.QueryInvalid"/>.</returns>
    public async Task<LoraResult<LoraPage<LoraItem>>> ListAsync(LoraCaller caller, LoraQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var workspace = Demand(caller, LoraOperation.View);
        if (query.Take is < 1 or > LoraQuery.MaxTake)
        {
            return new LoraIssue(LoraErrorCodes.QueryInvalid, $"Request 1 to {LoraQuery.MaxTake} LoRAs at a time.", "take");
        }

        try
        {
            var page = await _context.Store.QueryAsync(workspace, query, cancellationToken).ConfigureAwait(false);
            return page with { Items = [.. page.Items.Select(item => item with { Path = _references.GetPath(item.Path) })] };
        }
        catch (ArgumentException)
        {
            return new LoraIssue(LoraErrorCodes.QueryInvalid, "Invalid page cursor. Start again from the first page.", "after");
        }
    }

    /// <summary>Returns the LoRA with this id, or <see langword="null"/> if the workspace has no ready LoRA with this id.</summary>
    public async Task<LoraRecord?> FindAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        await FindReadyAsync(Demand(caller, LoraOperation.View), id, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the LoRA with this path or id, or <see langword="null"/> if the workspace has no such ready LoRA.</summary>
    public async Task<LoraRecord?> FindAsync(LoraCaller caller, string pathOrId, CancellationToken cancellationToken = default)
    {
        var workspace = Demand(caller, LoraOperation.View);
        if (LoraId.TryParse(pathOrId, out var id))
        {
            return await FindReadyAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        }

        return _references.GetKey(pathOrId) is { } key
            ? Ready(await _context.Store.FindByStorageKeyAsync(workspace, key, cancellationToken).ConfigureAwait(false))
            : null;
    }

    /// <summary>Returns the path for an engine: <see cref="LoraManagementOptions.PathPrefix"/> and the storage key, or the full path of the file store.</summary>
    public string GetPath(LoraRecord record) => _references.GetPath(record);

    /// <summary>Renames a LoRA. The storage key stays the same.</summary>
    public async Task<LoraResult<LoraRecord>> RenameAsync(LoraCaller caller, LoraId id, string? name, CancellationToken cancellationToken = default)
    {
        var workspace = Demand(caller, LoraOperation.Edit);
        var issues = LoraNameRules.Check(name);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraRecord>(issues);
        }

        return await AuditedAsync(caller, LoraAuditAction.Renamed, id, () => ChangeAsync(workspace, id, record => record with { Name = name!.Trim() }, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Deletes a LoRA: first its object, then its row.</summary>
    /// <returns>The deleted LoRA, or the issue <see cref="LoraErrorCodes.LoraNotFound"/>.</returns>
    /// <exception cref="LoraStorageException">Storage did not delete the file (<see cref="LoraErrorCodes.DeleteFailed"/>). The LoRA still exists, and the call can be repeated.</exception>
    public Task<LoraResult<LoraRecord>> DeleteAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default)
    {
        var workspace = Demand(caller, LoraOperation.Delete);
        return AuditedAsync(caller, LoraAuditAction.Deleted, id, () => _deletion.DeleteAsync(workspace, id, cancellationToken));
    }

    /// <summary>Counts one use of each LoRA. Ids that are not in the workspace are ignored.</summary>
    public async Task MarkUsedAsync(LoraCaller caller, IReadOnlyCollection<LoraId> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var workspace = Demand(caller, LoraOperation.Generate);
        if (ids.Count == 0)
        {
            return;
        }

        await _context.Store.MarkUsedAsync(workspace, ids, _context.Now(), cancellationToken).ConfigureAwait(false);
        foreach (var id in ids)
        {
            _context.Notify(workspace, LoraChangeKind.Used, id);
        }
    }

    /// <summary>
    /// Returns a URL with which anyone can download a LoRA until it expires: signed by the file store, or under <c>LoraHttpOptions.PublicUrl</c>. It never
    /// depends on the current request.
    /// </summary>
    /// <param name="caller">The caller.</param>
    /// <param name="id">The id of the LoRA.</param>
    /// <param name="lifetime">The maximum lifetime, one second to seven days. Default: <see langword="null"/>, which is <see cref="LoraManagementOptions.UrlLifetime"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<LoraResult<LoraUrl>> GetUrlAsync(
        LoraCaller caller, LoraId id, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var record = await FindAsync(caller, id, cancellationToken).ConfigureAwait(false);
        return record is null ? NotFound : await _references.SignAsync(record, lifetime, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns a URL that <paramref name="sign"/> creates if the file store cannot sign. For requests, which know the address of their API.</summary>
    internal async Task<LoraResult<LoraUrl>> GetUrlAsync(
        LoraCaller caller, LoraId id, TimeSpan? lifetime, Func<LoraRecord, DateTimeOffset, Uri?> sign, CancellationToken cancellationToken)
    {
        var record = await FindAsync(caller, id, cancellationToken).ConfigureAwait(false);
        return record is null ? NotFound : await _references.SignAsync(record, lifetime, sign, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the file of a LoRA for reading.</summary>
    public Task<Stream> OpenReadAsync(LoraRecord record, long offset = 0, CancellationToken cancellationToken = default) =>
        _context.Files.OpenReadAsync(record.StorageKey, offset, cancellationToken);

    /// <summary>Returns the usage and the limits of the workspace.</summary>
    /// <param name="caller">The caller. Needs no permission.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<LoraWorkspaceInfo> GetWorkspaceAsync(LoraCaller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Describe(caller, await GetUsageAsync(caller.Workspace, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns the usage of a workspace.</summary>
    internal Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken) => _context.Store.GetUsageAsync(workspace, cancellationToken);

    /// <summary>Returns what the caller may know about the workspace.</summary>
    internal LoraWorkspaceInfo Describe(LoraCaller caller, LoraUsage usage) => new(
        [.. Enum.GetValues<LoraOperation>().Where(caller.Allows)], usage, new LoraLimits(_context.Options.MaxWorkspaceBytes, _context.Options.MaxWorkspaceUploads, _context.Options.MaxFileSize));

    // Every caller must have been authorized. One that was not is denied here.
    private static LoraWorkspaceId Demand(LoraCaller caller, LoraOperation operation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Demand(operation);
    }

    private static LoraCaller Allowed(LoraCaller caller, LoraOperation operation)
    {
        Demand(caller, operation);
        return caller;
    }

    private async Task<LoraRecord?> FindReadyAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        Ready(await _context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false));

    private Task<LoraResult<LoraRecord>> ChangeAsync(
        LoraWorkspaceId workspace, LoraId id, Func<LoraRecord, LoraRecord> change, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, id, change, (changed, stamp) => _context.Store.TryUpdateAsync(changed, stamp, cancellationToken), cancellationToken);

    private async Task<LoraResult<LoraRecord>> ChangeAsync(
        LoraWorkspaceId workspace,
        LoraId id,
        Func<LoraRecord, LoraRecord> change,
        Func<LoraRecord, Guid, Task<bool>> update,
        CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(_context.Time, () => TryChangeAsync(workspace, id, change, update, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? OptimisticRetry.Conflict;

    private async Task<LoraResult<LoraRecord>?> TryChangeAsync(
        LoraWorkspaceId workspace, LoraId id, Func<LoraRecord, LoraRecord> change, Func<LoraRecord, Guid, Task<bool>> update, CancellationToken cancellationToken)
    {
        if (await _context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is not { State: LoraState.Ready or LoraState.Missing } record)
        {
            return NotFound;
        }

        var changed = change(record) with { Stamp = Guid.NewGuid() };
        if (!await update(changed, record.Stamp).ConfigureAwait(false))
        {
            return null;
        }

        _context.Notify(workspace, LoraChangeKind.Updated, id);
        return changed;
    }

    private static LoraRecord? Ready(LoraRecord? record) => record is { State: LoraState.Ready } ? record : null;
}
