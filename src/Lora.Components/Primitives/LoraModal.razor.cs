using System.ComponentModel;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// A native modal dialog: the rest of the page is inert and does not scroll, Escape closes the dialog, and the focus then returns to the previous element.
/// The content is not rendered until the dialog is opened for the first time.
/// </summary>
/// <remarks>
/// The initial focus is on the element with the <c>data-lora-first-focus</c> attribute, or else on the title. In a confirmation, mark the button that cancels.
/// </remarks>
public sealed partial class LoraModal : IAsyncDisposable
{
    private readonly string _titleId = LoraCss.NewId("lora-title");
    private readonly string _bodyId = LoraCss.NewId("lora-body");
    private ElementReference _dialog;
    private LoraModule? _module;
    private DotNetObjectReference<LoraModal>? _self;
    private LoraComponentServices? _componentServices;
    private bool _rendered;
    private bool _shown;
    private bool _withoutModule;

    /// <summary>Whether the dialog is open.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Called when the dialog opens or closes.</summary>
    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The title, which is also the accessible name.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>Content below the title.</summary>
    [Parameter]
    public RenderFragment? Summary { get; set; }

    /// <summary>The content.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The buttons at the bottom.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Whether the dialog is a confirmation (role <c>alertdialog</c>). Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Confirm { get; set; }

    /// <summary>Whether the content is short enough to be the accessible description. Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Describe { get; set; }

    /// <summary>Whether a click outside the dialog leaves it open because work is in progress. Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Whether the content stays rendered while the dialog is closed. Default: <see langword="false"/>.</summary>
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

    private LoraLocalizer Texts => (_componentServices ??= LoraComponentServices.For<LoraStrings>(Services)).Texts;

    /// <summary>Called by the JavaScript module when the user or the browser closes the dialog.</summary>
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
