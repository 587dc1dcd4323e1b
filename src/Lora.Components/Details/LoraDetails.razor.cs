using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// All that is known of one LoRA, in a dialog: what was found and why, what the file says of itself, its hashes; and where a person who knows better corrects it.
/// It is open as long as it is rendered.
/// </summary>
public sealed partial class LoraDetails : IDisposable
{
    private readonly LoraLatest _latest = new();
    private LoraSurroundings? _surroundings;
    private LoraWorkspaceState? _ownWorkspace;
    private LoraInspection? _inspection;
    private string? _fault;
    private bool _loading = true;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    /// <summary>Called when the person is done.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    /// <summary>Called with the LoRA as it is now, whenever it was changed here.</summary>
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

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private LoraWorkspaceState Workspace => OuterWorkspace ?? (_ownWorkspace ??= new LoraWorkspaceState(Client, StateHasChanged));

    private bool HasHalves => Item.Facts.Role is LoraNoiseExpert.High or LoraNoiseExpert.Low || Item.Facts.Partner?.Id is not null;

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
        (_loading, _fault) = (true, null);
        try
        {
            _inspection = await Client.GetInspectionAsync(Item.Id, latest);
        }
        catch (Exception fault)
        {
            _fault = latest.IsCancellationRequested ? null : Surroundings.ViewSentence(fault);
        }

        _loading = latest.IsCancellationRequested;
    }
}
