using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// The LoRA library in a modal dialog, with upload, search, rename and delete. Requires an interactive render mode; until the page is interactive, the dialog is closed.
/// </summary>
/// <remarks>Uploads continue when the dialog is closed or removed from the page. See <see cref="LoraUploader" />.</remarks>
public sealed partial class LoraManagementDialog : IDisposable
{
    private readonly LoraToastQueue _toasts = new();
    private LoraComponentServices? _componentServices;
    private LoraWorkspaceState? _workspace;
    private LoraLibrarySummary? _summary;
    private LoraToast? _uploadToast;
    private int _uploadCount;
    private bool _uploading;

    /// <summary>Whether the dialog is open.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Called when the dialog opens or closes; for <c>@bind-Open</c>.</summary>
    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The title. Default: "LoRA library" in the current UI culture.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The display name of the workspace, shown next to the totals. Default: <see langword="null"/>, which shows no name.</summary>
    [Parameter]
    public string? WorkspaceName { get; set; }

    /// <summary>Called for every LoRA that this page uploads.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnUploaded { get; set; }

    /// <summary>Called for every LoRA that is deleted in the dialog.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnDeleted { get; set; }

    /// <summary>Classes to add to the dialog element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the dialog element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    // The child components load it when the dialog opens.
    private LoraWorkspaceState Workspace => _workspace ??= new LoraWorkspaceState(Client, StateHasChanged);

    private bool HasQuota => Workspace.Info is { Limits.Bytes: not null };

    private string? SummaryText => _summary switch
    {
        _ when !Workspace.Allows(LoraOperation.View) => null,
        null => Texts["Library.Loading"],
        { Count: 0 } => string.IsNullOrEmpty(WorkspaceName) ? Texts["Library.Empty"] : Texts["Library.EmptyIn", WorkspaceName],
        var summary when HasQuota => string.IsNullOrEmpty(WorkspaceName) ? Texts.Plural("Library.Count", summary.Count) : Texts.Plural("Library.CountIn", summary.Count, WorkspaceName),
        var summary when string.IsNullOrEmpty(WorkspaceName) => Texts.Plural("Library.Summary", summary.Count, ComponentServices.Format.Size(summary.Size)),
        var summary => Texts.Plural("Library.SummaryIn", summary.Count, ComponentServices.Format.Size(summary.Size), WorkspaceName),
    };

    /// <inheritdoc />
    public void Dispose() => _workspace?.Dispose();

    private Task UploadedAsync(LoraItem item)
    {
        // Consecutive uploads update one message with their number instead of adding messages.
        var continues = _uploadToast is not null && _toasts.Toasts.Contains(_uploadToast);
        _uploadCount = continues ? _uploadCount + 1 : 1;
        var text = _uploadCount == 1 ? Texts["Upload.Done", item.Name] : Texts.Plural("Upload.ManyDone", _uploadCount);
        var toast = new LoraToast(text, IsError: false);
        _toasts.Add(toast, continues ? _uploadToast : null);
        _uploadToast = toast;
        return OnUploaded.InvokeAsync(item);
    }
}
