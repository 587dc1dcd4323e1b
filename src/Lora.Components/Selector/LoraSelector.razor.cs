using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Lets a person choose one LoRA of the workspace. Its value is the LoRA's path, as a generation request carries it; an empty text stands for none.
/// </summary>
/// <remarks>
/// It is a form input like those of Blazor: it takes part in an <c>EditForm</c> with <c>@bind-Value</c>, and works without one. A value whose LoRA was
/// deleted stays and is shown as missing until the person chooses another or clears it. Without interactivity it is a plain <c>select</c>.
/// </remarks>
public sealed partial class LoraSelector : InputBase<string>, IAsyncDisposable
{
    private readonly string _generatedId = LoraCss.NewId("lora-selector");
    private ElementReference _root;
    private ElementReference _box;
    private ElementReference _trigger;
    private LoraComponentServices? _componentServices;
    private LoraChoice _choice = default!;
    private LoraPicker _picker = default!;
    private LoraModule? _module;
    private DotNetObjectReference<LoraSelectorBridge>? _bridge;
    private IDisposable? _subscription;
    private LoraPage<LoraItem>? _baseline;
    private string? _baselineError;
    private string? _said;
    private bool _managing;
    private bool _managed;
    private bool _withoutModule;
    private bool _disposed;
    private bool _focusBox;
    private bool _focusCard;
    private bool _wasOpen;
    private string? _revealed;
    private (LoraChoiceStatus Status, LoraItem? Item) _told;

    /// <summary>What people read above it. A host that labels it itself passes <see cref="Id"/> to its <c>label</c>.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>What stands in it while nothing is chosen; <see langword="null"/>: "No LoRA selected".</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Whether the choice is fixed.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the control that a label names; <see langword="null"/>: one is made.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Whether it offers to open the library. Default: yes. An empty list offers it in any case.</summary>
    [Parameter]
    public bool ShowManage { get; set; } = true;

    /// <summary>
    /// Tells what the value stands for whenever that becomes known or changes; <see langword="null"/> while nothing is chosen, while it is being looked up,
    /// and when the workspace has no such LoRA (any more).
    /// </summary>
    [Parameter]
    public EventCallback<LoraItem?> ItemChanged { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraFormStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private ComboboxState State => _picker.State;

    private bool IsStatic => AssignedRenderMode is null && !RendererInfo.IsInteractive;

    /// <inheritdoc />
    public override Task SetParametersAsync(ParameterView parameters)
    {
        // Value and ValueChanged without an expression is fine where nothing validates.
        ValueExpression ??= () => Value!;
        return base.SetParametersAsync(parameters);
    }

    /// <summary>Puts the focus on its first control.</summary>
    public Task FocusAsync()
    {
        _focusBox = State.IsEditing;
        _focusCard = !State.IsEditing;
        return FocusPendingAsync(moved: true);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _subscription?.Dispose();
        _choice?.Dispose();
        _picker?.Dispose();
        _families?.Dispose();
        _workspace?.Dispose();
        _memory?.Dispose();
        ((IDisposable)this).Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _bridge?.Dispose();
    }

    /// <summary>Whether the workspace has no such LoRA (any more).</summary>
    internal bool IsMissing => _choice.Status == LoraChoiceStatus.Missing;

    /// <summary>Opens the library.</summary>
    internal void Manage()
    {
        // The dialog gives the focus back to what has it now, and the list will be gone.
        _focusCard = State.IsEditing;
        _picker.Leave();
        (_managed, _managing) = (true, true);
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var logger = Loggers.CreateLogger<LoraSelector>();
        _choice = new LoraChoice(Client, ComponentServices, logger, StateHasChanged);
        _picker = new LoraPicker(Client, ComponentServices, logger, StateHasChanged);
        Remember();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        var preparation = RendererInfo.IsInteractive ? SubscribeAsync() : IsStatic ? LoadBaselineAsync() : Task.CompletedTask;
        return Task.WhenAll(preparation, _choice.ShowAsync(CurrentValue));
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Task.WhenAll(FollowFitAsync(), _choice.ShowAsync(CurrentValue));

    /// <inheritdoc />
    protected override bool TryParseValueFromString(
        string? value, [MaybeNullWhen(false)] out string result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        result = value ?? string.Empty;
        validationErrorMessage = null;
        return true;
    }

    private async Task SubscribeAsync()
    {
        try
        {
            _subscription = await Client.SubscribeAsync(change => _ = InvokeAsync(() => FollowAsync(change)));
        }
        catch (LoraException exception) when (LoraWorkspaceState.IsDenied(exception))
        {
            _isViewDenied = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The selector still works; it only does not hear of what others do.
            LogDeaf(Loggers.CreateLogger<LoraSelector>(), exception);
        }

        if (_disposed)
        {
            _subscription?.Dispose();
        }
    }

    private async Task FollowAsync(LoraChange change)
    {
        if (_disposed)
        {
            return;
        }

        var choice = _choice.FollowAsync(change);
        if (change.Kind != LoraChangeKind.Used)
        {
            await _picker.RefreshAsync();
        }

        await choice;
    }

    private async Task LoadBaselineAsync()
    {
        try
        {
            _baseline = await Client.ListAsync(new LoraQuery { Take = LoraQuery.MaxTake });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _baselineError = ComponentServices.ViewSentence(exception);
        }
    }

    private Task BeginAsync()
    {
        _focusBox = true;
        _said = null;
        return BeginListAsync();
    }

    private Task TypeAsync(string? text) => _picker.TypeAsync(text ?? string.Empty);

    private async Task PressAsync(KeyboardEventArgs key)
    {
        // Where Tab leads is known to the module: it may be a button of the list.
        var meaning = ComboboxKeys.Read(key.Key, key.AltKey);
        var isOurs = meaning != ComboboxKey.None && (meaning != ComboboxKey.Tab || _withoutModule);
        if (isOurs && !key.IsComposing && !key.CtrlKey && !key.MetaKey && !key.ShiftKey)
        {
            Finish(await _picker.PressAsync(meaning));
        }
    }

    private async Task EscapeAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            Finish(await _picker.PressAsync(ComboboxKey.Escape));
        }
    }

    // The button that was pressed may go away; whoever pressed it goes on in the box.
    private Task RetryAsync()
    {
        _focusBox = true;
        return _picker.RetryAsync();
    }

    private Task ShowMoreAsync()
    {
        _focusBox = true;
        return _picker.LoadMoreAsync();
    }

    private void Pick(string key) => Finish(_picker.Click(key));

    private void Finish(ComboboxStep step)
    {
        if (step is { Effect: ComboboxEffect.Accept, Accepted.Item: { } item })
        {
            if (IsWrong(item) && !IsChosen(item))
            {
                Question(item);
                return;
            }

            Take(item);
        }

        _focusCard = step.Effect is ComboboxEffect.Accept or ComboboxEffect.Leave;
    }

    private void Take(LoraItem item)
    {
        _choice.Take(item.Path, item);
        _said = Texts["Selector.Chosen", item.Name];
        CurrentValue = item.Path;
    }

    private async Task ClearAsync()
    {
        _said = Texts["Selector.Cleared"];
        _focusCard = true;
        CurrentValue = string.Empty;
        await _choice.ShowAsync(string.Empty);
    }

    private Task LeaveAsync() => InvokeAsync(() =>
    {
        _picker.Leave();
        StateHasChanged();
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The selector cannot hear of changes in the workspace.")]
    private static partial void LogDeaf(ILogger logger, Exception exception);
}
