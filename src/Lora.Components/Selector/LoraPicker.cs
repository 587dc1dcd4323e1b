using Microsoft.Extensions.Logging;

namespace Lora.Components;

/// <summary>Controls the combobox: debounces typing, loads options and discards superseded loads.</summary>
internal sealed partial class LoraPicker(ILoraClient client, LoraComponentServices services, ILogger logger, Action changed) : IDisposable
{
    /// <summary>The debounce time before a search starts.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly LoraLatest _latest = new();
    private bool _isDebouncing;

    /// <summary>Gets the source of the options.</summary>
    public LoraOptionSource Source { get; } = new(client);

    public ComboboxState State { get; private set; } = ComboboxState.Idle;

    public Task BeginAsync()
    {
        State = ComboboxState.Begin();
        return LoadAsync(TimeSpan.Zero);
    }

    public Task TypeAsync(string text)
    {
        if (!State.IsEditing || string.Equals(text, State.Text, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        State = State.Type(text);
        return LoadAsync(Pause);
    }

    public async Task<ComboboxStep> PressAsync(ComboboxKey key)
    {
        var step = Take(State.Press(key));
        if (step.Effect == ComboboxEffect.LoadMore)
        {
            await LoadMoreAsync().ConfigureAwait(true);
        }
        else if (_isDebouncing && key is ComboboxKey.Down or ComboboxKey.Up)
        {
            // Moving into the list ends the debounce time.
            await LoadAsync(TimeSpan.Zero).ConfigureAwait(true);
        }

        return step;
    }

    public ComboboxStep Click(string key) => Take(State.Click(key));

    public Task RetryAsync()
    {
        State = State.Reload();
        return LoadAsync(TimeSpan.Zero);
    }

    /// <summary>Reloads the list after a change in the workspace. The list stays usable.</summary>
    public Task RefreshAsync() => State.IsEditing && !_isDebouncing ? LoadAsync(TimeSpan.Zero) : Task.CompletedTask;

    public Task LoadMoreAsync() => RunAsync(Source.LoadMoreAsync);

    public void Leave() => Take(State.Press(ComboboxKey.Tab));

    public void Dispose() => _latest.Dispose();

    private ComboboxStep Take(ComboboxStep step)
    {
        State = step.State;
        if (!State.IsEditing)
        {
            Cancel();
        }

        return step;
    }

    private Task LoadAsync(TimeSpan pause) => RunAsync(async token =>
    {
        if (pause > TimeSpan.Zero)
        {
            _isDebouncing = true;
            await Task.Delay(pause, services.Time, token).ConfigureAwait(true);
            _isDebouncing = false;
        }

        return await Source.LoadAsync(State.Text, token).ConfigureAwait(true);
    });

    private async Task RunAsync(Func<CancellationToken, Task<LoraOptionList>> read)
    {
        Cancel();
        var latest = _latest.Begin();
        changed();
        try
        {
            State = State.Loaded(await read(latest).ConfigureAwait(true));
        }
        catch (OperationCanceledException) when (latest.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            if (latest.IsCancellationRequested)
            {
                return;
            }

            LogFailed(logger, exception);
            State = State.Failed(services.ViewSentence(exception));
        }

        changed();
    }

    private void Cancel()
    {
        _isDebouncing = false;
        _latest.Cancel();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The LoRAs could not be listed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
