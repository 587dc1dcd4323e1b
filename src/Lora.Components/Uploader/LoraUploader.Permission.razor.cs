using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>The permission to upload, and reactions to its changes.</content>
public sealed partial class LoraUploader
{
    private LoraWorkspaceState? _ownWorkspace;
    private bool _couldUpload = true;

    /// <summary>Gets or sets the permissions from prerendering. This property is not intended to be set by the host.</summary>
    [PersistentState]
    public LoraWorkspaceInfo? PrerenderedWorkspace { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? OuterWorkspace { get; set; }

    private LoraWorkspaceState Workspace => OuterWorkspace ?? (_ownWorkspace ??= new LoraWorkspaceState(Client, StateHasChanged));

    private bool CanUpload => Workspace.Allows(LoraOperation.Upload);

    private string DeniedText => (Workspace.Allows(LoraOperation.View), Workspace.Allows(LoraOperation.Generate)) switch
    {
        (true, true) => "Upload.ViewAndUse",
        (true, false) => "Upload.ViewOnly",
        _ => "Upload.Denied",
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (PrerenderedWorkspace is { } workspace)
        {
            Workspace.Restore(workspace);
        }

        await Workspace.EnsureAsync();
        PrerenderedWorkspace = RendererInfo.IsInteractive ? null : Workspace.Info;
    }

    // The focused element may have been removed with the permission.
    private void FollowPermission()
    {
        _recover |= _couldUpload && !CanUpload;
        _couldUpload = CanUpload;
    }

    // A 403 response without a code comes from a policy of the host in front of the API.
    private static bool IsDenied(LoraUploadRow row, LoraUploadReport report) =>
        row.State is LoraUploadRowState.Failed && report.Error is { Code: LoraErrorCodes.PermissionDenied or "http.403" };
}
