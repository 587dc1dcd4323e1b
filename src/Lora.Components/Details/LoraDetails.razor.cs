using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// A dialog with the details of one LoRA: the analysis and its evidence, the metadata of the file and its hashes. Users with permission to edit can correct them.
/// The dialog is open as long as the component is rendered.
/// </summary>
public sealed partial class LoraDetails : IDisposable
{
    private readonly LoraLatest _latest = new();
    private LoraComponentServices? _componentServices;
    private LoraWorkspaceState? _ownWorkspace;
    private LoraInspection? _inspection;
    private string? _error;
    private bool _loading = true;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    /// <summary>Called when the dialog is closed.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    /// <summary>Called with the updated LoRA whenever it is changed in the dialog.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnChanged { get; set; }

    [CascadingParameter]
    private LoraToastQueue? Toasts { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? OuterWorkspace { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private LoraWorkspaceState Workspace => OuterWorkspace ?? (_ownWorkspace ??= new LoraWorkspaceState(Client, StateHasChanged));

    private bool HasNoiseExpert => Item.Facts.Role is LoraNoiseExpert.High or LoraNoiseExpert.Low || Item.Facts.Partner?.Id is not null;

    /// <inheritdoc />
    public void Dispose()
    {
        _latest.Dispose();
        _ownWorkspace?.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => Task.WhenAll(LoadAsync(), Workspace.EnsureAsync());

    private async Task LoadAsync()
    {
        var latest = _latest.Begin();
        (_loading, _error) = (true, null);
        try
        {
            _inspection = await Client.GetInspectionAsync(Item.Id, latest);
        }
        catch (Exception exception)
        {
            _error = latest.IsCancellationRequested ? null : ComponentServices.ViewSentence(exception);
        }

        _loading = latest.IsCancellationRequested;
    }
}
