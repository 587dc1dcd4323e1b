using System.Globalization;
using Lora.Access;
using Lora.Inspection;
using Microsoft.Extensions.Options;

namespace Lora.Client;

/// <summary>The client of components that run in the same process as the manager: on the server, and while prerendering.</summary>
internal sealed class InProcessLoraClient(
    LoraManager manager, LoraAccess access, LoraChangeFeed feed, SharedReads reads, BrowserConnection connection, IOptions<LoraManagementOptions> options, IHttpApi? api) : ILoraClient
{
    public LoraFileRules FileRules { get; } = new(options.Value.MaxFileSize);

    public string ApiPath => api?.Path ?? IHttpApi.DefaultPath;

    public string UploadsPath => $"{ApiPath}/uploads";

    public async Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, cancellationToken).ConfigureAwait(false);
        var key = query with { Families = [], Roles = [] };
        return (await reads.ReadAsync(
            caller.Workspace,
            (key, string.Join('\n', query.Families), string.Join('\n', query.Roles)),
            token => manager.ListAsync(caller, query, token),
            cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    public async Task<LoraItem?> FindAsync(string pathOrId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, LoraId.TryParse(pathOrId, CultureInfo.InvariantCulture, out var id) ? id : null, cancellationToken).ConfigureAwait(false);
        object key = id == default ? pathOrId : id;
        return await reads.ReadAsync(caller.Workspace, key, token => manager.FindAsync(caller, pathOrId, token), cancellationToken).ConfigureAwait(false) is { } record ? manager.ToItem(record) : null;
    }

    public async Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, id, cancellationToken).ConfigureAwait(false);
        return (await manager.FindAsync(caller, id, cancellationToken).ConfigureAwait(false))?.Facts.Inspection;
    }

    public async Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, id, cancellationToken).ConfigureAwait(false);
        return await manager.FindAsync(caller, id, cancellationToken).ConfigureAwait(false) is { } record
            ? await manager.FindDuplicatesAsync(record, cancellationToken).ConfigureAwait(false)
            : [];
    }

    public async Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, cancellationToken).ConfigureAwait(false);
        return await reads.ReadAsync(caller.Workspace, nameof(CountFamiliesAsync), token => manager.CountFamiliesAsync(caller, token), cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoraResult<LoraItem>> CorrectAsync(LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.Edit, id, cancellationToken).ConfigureAwait(false);
        return Item(await manager.CorrectAsync(caller, id, correction, cancellationToken).ConfigureAwait(false));
    }

    public async Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.View, id, cancellationToken).ConfigureAwait(false);
        return await manager.FindPartnerAsync(caller, id, cancellationToken).ConfigureAwait(false) is { } partner ? manager.ToItem(partner) : null;
    }

    public async Task<LoraResult<LoraItem>> PairAsync(LoraId id, LoraId? partner, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.Edit, id, cancellationToken).ConfigureAwait(false);
        if (partner is { } other)
        {
            // Both LoRAs of the pair change.
            await AuthorizeAsync(LoraOperation.Edit, other, cancellationToken).ConfigureAwait(false);
        }

        return Item(await manager.PairAsync(caller, id, partner, cancellationToken).ConfigureAwait(false));
    }

    public async Task<LoraResult<LoraItem>> RenameAsync(LoraId id, string name, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.Edit, id, cancellationToken).ConfigureAwait(false);
        return Item(await manager.RenameAsync(caller, id, name, cancellationToken).ConfigureAwait(false));
    }

    public async Task<LoraResult<LoraItem>> DeleteAsync(LoraId id, CancellationToken cancellationToken = default)
    {
        var caller = await AuthorizeAsync(LoraOperation.Delete, id, cancellationToken).ConfigureAwait(false);
        return Item(await manager.DeleteAsync(caller, id, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<IDisposable> SubscribeAsync(Action<LoraChange> handler, CancellationToken cancellationToken = default) =>
        new PausingSubscription(feed, (await AuthorizeAsync(LoraOperation.View, cancellationToken).ConfigureAwait(false)).Workspace, connection, handler);

    public async Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default)
    {
        var caller = (await access.GetCallerAsync(cancellationToken).ConfigureAwait(false)).OrThrow();
        var usage = await reads.ReadAsync(caller.Workspace, nameof(GetWorkspaceAsync), token => manager.GetUsageAsync(caller.Workspace, token), cancellationToken).ConfigureAwait(false);
        return manager.Describe(caller, usage);
    }

    private Task<LoraCaller> AuthorizeAsync(LoraOperation operation, CancellationToken cancellationToken) => AuthorizeAsync(operation, lora: null, cancellationToken);

    private async Task<LoraCaller> AuthorizeAsync(LoraOperation operation, LoraId? lora, CancellationToken cancellationToken) =>
        (await access.AuthorizeAsync(operation, lora, cancellationToken).ConfigureAwait(false)).OrThrow();

    private LoraResult<LoraItem> Item(LoraResult<LoraRecord> result) =>
        result.Succeeded ? manager.ToItem(result.Value) : LoraResult.Failure<LoraItem>(result.Issues);
}
