namespace Lora.Components;

/// <summary>
/// Holds what the user may do in the workspace and how much room there is. It is loaded once for all components of a dialog, library, uploader or selector, and again when
/// the library refreshes and when the server denies an action.
/// </summary>
/// <remarks>It only decides what is shown; the server checks every call. If loading fails, everything that is not known to be denied is treated as allowed.</remarks>
internal sealed class LoraWorkspaceState(ILoraClient client, Action changed) : IDisposable
{
    private readonly LoraLatest _latest = new();
    private Task? _first;
    private bool _isViewDenied;

    /// <summary>Gets what the last successful load returned; <see langword="null"/> before one.</summary>
    public LoraWorkspaceInfo? Info { get; private set; }

    /// <summary>Gets whether a load has ended, successful or not.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Returns whether the server denied permission.</summary>
    public static bool IsDenied(Exception? exception) => exception is LoraException { Code: LoraErrorCodes.PermissionDenied };

    /// <inheritdoc cref="IsDenied(Exception)" />
    public static bool IsDenied(IEnumerable<LoraIssue> issues) => issues.Any(static issue => issue.Code is LoraErrorCodes.PermissionDenied);

    /// <summary>Returns whether the user may do this, as far as it is known.</summary>
    public bool Allows(LoraOperation operation) => !(operation is LoraOperation.View && _isViewDenied) && (Info?.Allows(operation) ?? true);

    /// <summary>Loads unless that was done already. All callers share one load.</summary>
    public Task EnsureAsync() => _first ??= LoadAsync();

    /// <summary>Uses what was loaded before, such as by prerendering.</summary>
    public void Restore(LoraWorkspaceInfo info)
    {
        (Info, IsSettled, _isViewDenied) = (info, true, false);
        _first = Task.CompletedTask;
    }

    /// <summary>Loads. If that fails, what was known stays.</summary>
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
            // Every user of a workspace may make this call, unless a policy of the host in front of the API denies it.
            if (!latest.IsCancellationRequested)
            {
                (IsSettled, _isViewDenied) = (true, _isViewDenied || IsDenied(exception));
                changed();
            }
        }
    }

    public void Dispose() => _latest.Dispose();
}
