using Lora.Client;
using Lora.Errors;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <content>Whether the user may upload, and how it is shown when that changes.</content>
public sealed partial class LoraUploader
{
    private LoraWorkspaceState? _ownWorkspace;
    private bool _couldUpload = true;

    /// <summary>Gets or sets the permissions, carried over from prerendering. Not for hosts.</summary>
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

    // What had the focus may have gone with the permission.
    private void FollowPermission()
    {
        _recover |= _couldUpload && !CanUpload;
        _couldUpload = CanUpload;
    }

    // An answer without a code comes from the host's own policy.
    private static bool IsDenied(LoraUploadRow row, LoraUploadReport report) =>
        row.State is LoraUploadRowState.Failed && report.Fault is { Code: LoraErrorCodes.PermissionDenied or "http.403" };
}
