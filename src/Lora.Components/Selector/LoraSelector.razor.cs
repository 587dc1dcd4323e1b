using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Selects one LoRA of the workspace. The value is the path of the LoRA, as used in generation requests, or an empty string if none is selected.
/// </summary>
/// <remarks>
/// A form input like the Blazor inputs: it supports <c>@bind-Value</c> inside and outside an <c>EditForm</c>. If the LoRA is deleted, the value stays and is
/// displayed as missing until the user selects another LoRA or clears it. In static rendering, the component is a <c>select</c> element.
/// </remarks>
public sealed partial class LoraSelector : InputBase<string>, IAsyncDisposable, IHandleEvent
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
    private string? _announcement;
    private bool _managing;
    private bool _managed;
    private bool _withoutModule;
    private bool _disposed;
    private bool _focusBox;
    private bool _focusCard;
    private bool _wasOpen;
    private string? _revealed;
    private (LoraChoiceStatus Status, LoraItem? Item) _notified;

    /// <summary>The label. If the host renders its own <c>label</c>, set its <c>for</c> attribute to <see cref="Id"/>.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>The text if no LoRA is selected. Default: "No LoRA selected" in the current UI culture.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Whether the selector is disabled.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The id of the control that a label refers to. Default: <see langword="null"/>, which generates an id.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Whether a button opens the library. An empty list always has the button. Default: <see langword="true"/>.</summary>
    [Parameter]
    public bool ShowManage { get; set; } = true;

    /// <summary>
    /// Called when the LoRA of the value is loaded or changes. The argument is <see langword="null"/> if no LoRA is selected, while it is being loaded, and if
    /// the workspace does not contain it.
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
        // InputBase requires an expression, but without validation Value and ValueChanged are enough.
        ValueExpression ??= () => Value!;
        return base.SetParametersAsync(parameters);
    }

    /// <summary>Focuses the first control.</summary>
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

    /// <summary>Gets whether the workspace does not contain the selected LoRA.</summary>
    internal bool IsMissing => _choice.Status == LoraChoiceStatus.Missing;

    /// <summary>Opens the library.</summary>
    internal void Manage()
    {
        // The dialog restores the focus to the current element, but the list is then removed.
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
        _picker = new LoraPicker(Client, LoraKeptOptions.Of(Services), ComponentServices, logger, StateHasChanged);
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
            var subscription = Client.SubscribeAsync(change => _ = InvokeAsync(() => FollowAsync(change)));
            var isLate = !subscription.IsCompleted;
            _subscription = await subscription;
            if (isLate && !_disposed)
            {
                // What was loaded in the meantime may have changed before the subscription existed.
                await Task.WhenAll(_choice.RefreshAsync(), _picker.RefreshAsync());
            }
        }
        catch (LoraException exception) when (LoraWorkspaceState.IsDenied(exception))
        {
            _isViewDenied = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The selector works without change notifications.
            LogNotSubscribed(Loggers.CreateLogger<LoraSelector>(), exception);
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
        else
        {
            _picker.Expire();
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
        _announcement = null;
        return BeginListAsync();
    }

    private Task TypeAsync(string? text) => _picker.TypeAsync(text ?? string.Empty);

    private async Task PressAsync(KeyboardEventArgs key)
    {
        // The module handles Tab, because the next element can be a button in the list.
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

    // The pressed button may be removed, so the focus moves to the text box.
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
                Confirm(item);
                return;
            }

            Take(item);
        }

        _focusCard = step.Effect is ComboboxEffect.Accept or ComboboxEffect.Leave;
    }

    private void Take(LoraItem item)
    {
        _choice.Take(item.Path, item);
        _announcement = Texts["Selector.Chosen", item.Name];
        CurrentValue = item.Path;
    }

    private async Task ClearAsync()
    {
        _announcement = Texts["Selector.Cleared"];
        _focusCard = true;
        CurrentValue = string.Empty;
        await _choice.ShowAsync(string.Empty);
    }

    private Task LeaveAsync() => InvokeAsync(() =>
    {
        _picker.Leave();
        StateHasChanged();
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The selector could not subscribe to changes in the workspace.")]
    private static partial void LogNotSubscribed(ILogger logger, Exception exception);
}
