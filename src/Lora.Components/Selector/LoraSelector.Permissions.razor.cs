namespace Lora.Components;

/// <content>Permissions. A page can contain many selectors, so permissions are loaded only if a list is empty and could offer an upload.</content>
public sealed partial class LoraSelector
{
    private LoraWorkspaceState? _workspace;
    private bool _isViewDenied;

    private bool CanUpload => _workspace is { IsSettled: true } workspace && workspace.Allows(LoraOperation.Upload);

    private bool CannotUpload => _workspace is { IsSettled: true } workspace && !workspace.Allows(LoraOperation.Upload);

    // A selected LoRA that failed to load already shows the message.
    private bool ShowsViewDenied => _isViewDenied && _choice.Status is not LoraChoiceStatus.Failed;

    private Task FollowEmptyListAsync()
    {
        if (State is not { IsOpen: true, IsLoading: false, Error: null, List.Total: 0 })
        {
            return Task.CompletedTask;
        }

        _workspace ??= new LoraWorkspaceState(Client, StateHasChanged);
        return _workspace.EnsureAsync();
    }
}
