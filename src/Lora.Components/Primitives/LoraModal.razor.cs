using System.ComponentModel;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// A native modal dialog: the rest of the page is inert, Escape closes it, the page behind does not scroll and the focus returns to where it was.
/// Nothing is rendered before it is opened for the first time.
/// </summary>
/// <remarks>
/// The first focus goes to the element marked <c>data-lora-first-focus</c>, else to the title. In a confirmation that should be the button that changes nothing.
/// </remarks>
public sealed partial class LoraModal : IAsyncDisposable
{
    private readonly string _titleId = LoraCss.NewId("lora-title");
    private readonly string _bodyId = LoraCss.NewId("lora-body");
    private ElementReference _dialog;
    private LoraModule? _module;
    private DotNetObjectReference<LoraModal>? _self;
    private LoraSurroundings? _surroundings;
    private bool _rendered;
    private bool _shown;
    private bool _withoutModule;

    /// <summary>Whether it is open.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Asks to open or close it.</summary>
    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The title. Always there: a dialog without a name cannot be told from another.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>A line under the title.</summary>
    [Parameter]
    public RenderFragment? Summary { get; set; }

    /// <summary>What is inside.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The buttons at the end.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Whether it is a short question (role <c>alertdialog</c>) and not a place to work in.</summary>
    [Parameter]
    public bool Confirm { get; set; }

    /// <summary>Whether the text inside is short enough to be read out as the description.</summary>
    [Parameter]
    public bool Describe { get; set; }

    /// <summary>Whether work goes on that a click beside the dialog must not hide.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Whether what is inside lives on while the dialog is closed.</summary>
    [Parameter]
    public bool KeepContent { get; set; }

    /// <summary>Classes to add to the dialog element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the dialog element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => (_surroundings ??= LoraSurroundings.For<LoraStrings>(Services)).Texts;

    /// <summary>Called by the module when the person wants to close it, or the browser did.</summary>
    [JSInvokable]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Task DismissAsync() => InvokeAsync(() => OpenChanged.InvokeAsync(false));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _rendered |= Open && RendererInfo.IsInteractive;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == _shown)
        {
            return;
        }

        _shown = Open;
        if (_module is null)
        {
            _module = new LoraModule(JS, Loggers.CreateLogger<LoraModal>(), "Primitives/LoraModal.razor.js");
            _self = DotNetObjectReference.Create(this);
            if (!await _module.InitializeAsync(_dialog, _self))
            {
                _withoutModule = true;
                StateHasChanged();
                return;
            }
        }

        await _module.InvokeAsync(_shown ? "open" : "close");
    }
}
