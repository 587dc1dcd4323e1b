using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>What the user may do here, and what happens when that changes.</content>
public sealed partial class LoraLibrary
{
    private LoraWorkspaceState? _ownWorkspace;
    private (bool View, bool Edit, bool Delete) _permitted;

    /// <summary>Gets or sets the permissions and the usage, carried over from prerendering. Not for hosts.</summary>
    [PersistentState]
    public LoraWorkspaceInfo? PrerenderedWorkspace { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? OuterWorkspace { get; set; }

    private LoraWorkspaceState Workspace => OuterWorkspace ?? (_ownWorkspace ??= new LoraWorkspaceState(Client, StateHasChanged));

    private bool IsDenied => !Workspace.Allows(LoraOperation.View) || LoraWorkspaceState.IsDenied(_list.Fault);

    private IReadOnlyList<LoraItem>? Shown => IsDenied ? null : _list.Items;

    private bool CanEdit => HasTools && Workspace.IsSettled && Workspace.Allows(LoraOperation.Edit);

    private bool CanDelete => HasTools && Workspace.IsSettled && Workspace.Allows(LoraOperation.Delete);

    // The element that had the focus may have disappeared with a permission.
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
            _live?.Say(now.View ? Texts["Library.LessAllowed"] : Surroundings.ViewDenied);
        }
    }

    // Loads the permissions again, so that the denied action disappears.
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
