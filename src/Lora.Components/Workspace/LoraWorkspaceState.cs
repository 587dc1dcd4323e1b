namespace Lora.Components;

/// <summary>
/// Holds the permissions of the user and the usage of the workspace. They are loaded once for all components of a dialog, library, uploader or selector, and reloaded
/// when the library refreshes and when the server denies an action.
/// </summary>
/// <remarks>The state only affects what is displayed; the server checks every call. If loading fails, operations are treated as allowed unless the server denied them.</remarks>
internal sealed class LoraWorkspaceState(ILoraClient client, Action changed) : IDisposable
{
    private readonly LoraLatest _latest = new();
    private Task? _first;
    private bool _isViewDenied;

    /// <summary>Gets the result of the last successful load; <see langword="null"/> if there is none.</summary>
    public LoraWorkspaceInfo? Info { get; private set; }

    /// <summary>Gets whether a load has completed, successfully or not.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Returns whether the server denied the operation.</summary>
    public static bool IsDenied(Exception? exception) => exception is LoraException { Code: LoraErrorCodes.PermissionDenied };

    /// <inheritdoc cref="IsDenied(Exception)" />
    public static bool IsDenied(IEnumerable<LoraIssue> issues) => issues.Any(static issue => issue.Code is LoraErrorCodes.PermissionDenied);

    /// <summary>Returns whether the user has permission for an operation, or it is unknown.</summary>
    public bool Allows(LoraOperation operation) => !(operation is LoraOperation.View && _isViewDenied) && (Info?.Allows(operation) ?? true);

    /// <summary>Loads the state if it was not loaded yet. All callers share one load.</summary>
    public Task EnsureAsync() => _first ??= LoadAsync();

    /// <summary>Restores a state that was loaded before, for example during prerendering.</summary>
    public void Restore(LoraWorkspaceInfo info)
    {
        (Info, IsSettled, _isViewDenied) = (info, true, false);
        _first = Task.CompletedTask;
    }

    /// <summary>Loads the state. If that fails, the previous state stays.</summary>
    public async Task LoadAsync()
    {
        var latest = _latest.Begin();
        try
        {
            var info = await client.GetWorkspaceAsync(latest).ConfigureAwait(true);
            if (!latest.IsCancellationRequested)
            {
                Restore(info);
                changed();
            }
        }
        catch (Exception exception)
        {
            // Every user of a workspace has permission for this call, unless a policy of the host in front of the API denies it.
            if (!latest.IsCancellationRequested)
            {
                (IsSettled, _isViewDenied) = (true, _isViewDenied || IsDenied(exception));
                changed();
            }
        }
    }

    public void Dispose() => _latest.Dispose();
}
