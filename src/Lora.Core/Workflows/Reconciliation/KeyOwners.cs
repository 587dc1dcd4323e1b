using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>Determines the workspace of objects: the one that an administrator chose, otherwise the one in the key.</summary>
internal sealed class KeyOwners(
    ManagerContext context, LoraWorkspaceId? workspace, IReadOnlyDictionary<string, LoraWorkspaceId> chosen)
{
    private IReadOnlyDictionary<string, LoraWorkspaceId> _bySegment = new Dictionary<string, LoraWorkspaceId>();

    public async Task LoadAsync(IEnumerable<LoraStoredFile> files, CancellationToken cancellationToken)
    {
        if (workspace is null)
        {
            _bySegment = await context.Store.FindWorkspacesAsync([.. files.Select(file => SegmentOf(file.Key)).OfType<string>().Distinct()], cancellationToken).ConfigureAwait(false);
        }
    }

    public LoraWorkspaceId? Of(string key)
    {
        if (workspace is not null)
        {
            return workspace;
        }

        if (chosen.TryGetValue(key, out var named))
        {
            return named;
        }

        if (SegmentOf(key) is not { } segment)
        {
            return null;
        }

        if (_bySegment.TryGetValue(segment, out var known))
        {
            return known;
        }

        // Most workspace ids are used in keys unchanged. A hashed id cannot be resolved without a row, and neither can a folder that was created manually.
        return LoraStorageKey.IsPlain(segment) ? new LoraWorkspaceId(segment) : null;
    }

    private string? SegmentOf(string key)
    {
        var start = context.Options.KeyPrefix.Length == 0 ? 0 : context.Options.KeyPrefix.Length + 1;
        var end = key.Length > start ? key.IndexOf('/', start) : -1;
        return end > start ? key[start..end] : null;
    }
}
