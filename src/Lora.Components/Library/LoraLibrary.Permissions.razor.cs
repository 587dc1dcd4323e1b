using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>The permissions of the user, and reactions to their changes.</content>
public sealed partial class LoraLibrary
{
    private LoraWorkspaceState? _ownWorkspace;
    private (bool View, bool Edit, bool Delete) _permitted;

    /// <summary>Gets or sets the permissions and the usage from prerendering. This property is not intended to be set by the host.</summary>
    [PersistentState]
    public LoraWorkspaceInfo? PrerenderedWorkspace { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? OuterWorkspace { get; set; }

    private LoraWorkspaceState Workspace => OuterWorkspace ?? (_ownWorkspace ??= new LoraWorkspaceState(Client, StateHasChanged));

    private bool IsDenied => !Workspace.Allows(LoraOperation.View) || LoraWorkspaceState.IsDenied(_list.Error);

    private IReadOnlyList<LoraItem>? Shown => IsDenied ? null : _list.Items;

    private bool CanEdit => HasTools && Workspace.IsSettled && Workspace.Allows(LoraOperation.Edit);

    private bool CanDelete => HasTools && Workspace.IsSettled && Workspace.Allows(LoraOperation.Delete);

    // The focused element may have been removed with a permission.
    private void FollowPermissions()
    {
        var (before, now) = (_permitted, (View: !IsDenied, Edit: CanEdit, Delete: CanDelete));
        _permitted = now;
        if (!Live)
        {
            return;
        }

        if ((before.View && !now.View) || (before.Edit && !now.Edit) || (before.Delete && !now.Delete))
        {
            _focus ??= static module => module.InvokeAsync("recover");
            _live?.Announce(now.View ? Texts["Library.LessAllowed"] : ComponentServices.ViewDenied);
        }
    }

    // Reloads the permissions so that the denied action disappears.
    private Task FollowDenialAsync(LoraCard card, bool isDenied)
    {
        if (!isDenied)
        {
            return Task.CompletedTask;
        }

        card.CanRetry = false;
        return Workspace.LoadAsync();
    }
}
