using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// The LoRA library in a modal dialog: upload, search, rename, delete. Needs an interactive render mode to be opened; before that it renders a closed dialog.
/// </summary>
/// <remarks>Neither closing it nor taking it off the page stops an upload: uploads belong to the page in the browser, see <see cref="LoraUploader" />.</remarks>
public sealed partial class LoraManagementDialog : IDisposable
{
    private readonly LoraToastQueue _toasts = new();
    private LoraSurroundings? _surroundings;
    private LoraWorkspaceState? _workspace;
    private LoraLibrarySummary? _summary;
    private LoraToast? _uploadToast;
    private int _uploadCount;
    private bool _uploading;

    /// <summary>Whether it is open.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Asks to open or close it; for <c>@bind-Open</c>.</summary>
    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The title. Default: "LoRA library" in the person's language.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>What people call their workspace, shown beside the totals. Default: it is not named.</summary>
    [Parameter]
    public string? WorkspaceName { get; set; }

    /// <summary>Called for every LoRA that was uploaded by this page.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnUploaded { get; set; }

    /// <summary>Called for every LoRA that was deleted here.</summary>
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

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    // What is inside loads it, once the dialog is open.
    private LoraWorkspaceState Workspace => _workspace ??= new LoraWorkspaceState(Client, StateHasChanged);

    private bool HasQuota => Workspace.Info is { Limits.Bytes: not null };

    private string? SummaryText => _summary switch
    {
        _ when !Workspace.Allows(LoraOperation.View) => null,
        null => Texts["Library.Loading"],
        { Count: 0 } => string.IsNullOrEmpty(WorkspaceName) ? Texts["Library.Empty"] : Texts["Library.EmptyIn", WorkspaceName],
        var summary when HasQuota => string.IsNullOrEmpty(WorkspaceName) ? Texts.Plural("Library.Count", summary.Count) : Texts.Plural("Library.CountIn", summary.Count, WorkspaceName),
        var summary when string.IsNullOrEmpty(WorkspaceName) => Texts.Plural("Library.Summary", summary.Count, Surroundings.Format.Size(summary.Size)),
        var summary => Texts.Plural("Library.SummaryIn", summary.Count, Surroundings.Format.Size(summary.Size), WorkspaceName),
    };

    /// <inheritdoc />
    public void Dispose() => _workspace?.Dispose();

    private Task UploadedAsync(LoraItem item)
    {
        // Many files in a row are one message that counts, not a pile of them.
        var continues = _uploadToast is not null && _toasts.Toasts.Contains(_uploadToast);
        _uploadCount = continues ? _uploadCount + 1 : 1;
        var text = _uploadCount == 1 ? Texts["Upload.Done", item.Name] : Texts.Plural("Upload.ManyDone", _uploadCount);
        var toast = new LoraToast(text, IsError: false);
        _toasts.Add(toast, continues ? _uploadToast : null);
        _uploadToast = toast;
        return OnUploaded.InvokeAsync(item);
    }
}
