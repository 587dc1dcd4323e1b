using Microsoft.Extensions.Logging;

namespace Lora.Components;

/// <summary>Controls the combobox: debounces typing, loads options and discards superseded loads. Reports changes of the state that happen after a call returns.</summary>
internal sealed partial class LoraPicker(ILoraClient client, LoraKeptOptions kept, LoraComponentServices services, ILogger logger, Action changed) : IDisposable
{
    /// <summary>The time between the starts of two searches while the user types. The first one starts at once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly LoraLatest _latest = new();
    private bool _isDebouncing;
    private long? _searchedAt;

    /// <summary>Gets the source of the options.</summary>
    public LoraOptionSource Source { get; } = new(client, kept, services.Time);

    public ComboboxState State { get; private set; } = ComboboxState.Idle;

    /// <summary>Opens the list, with the options of the last time if they were kept. Returns whether they are fresh; otherwise call <see cref="RefreshAsync"/>.</summary>
    public bool Begin()
    {
        State = ComboboxState.Begin(Source.Reopen());
        return Source.IsFresh;
    }

    public Task TypeAsync(string text)
    {
        if (!State.IsEditing || string.Equals(text, State.Text, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        State = State.Type(text);
        if (Source.Narrow(text) is { } list)
        {
            Cancel();
            State = State.Loaded(list);
            return Task.CompletedTask;
        }

        return RunAsync(SearchAsync);
    }

    public async Task<ComboboxStep> PressAsync(ComboboxKey key)
    {
        var step = Take(State.Press(key));
        if (step.Effect == ComboboxEffect.LoadMore)
        {
            await LoadMoreAsync().ConfigureAwait(true);
        }
        else if (_isDebouncing && key is (ComboboxKey.Down or ComboboxKey.Up))
        {
            // Moving into the list ends the debounce time.
            await LoadAsync().ConfigureAwait(true);
        }

        return step;
    }

    public ComboboxStep Click(string key) => Take(State.Click(key));

    public Task RetryAsync()
    {
        State = State.Reload();
        return LoadAsync();
    }

    /// <summary>Reloads the list after a change in the workspace. The list stays usable.</summary>
    public Task RefreshAsync()
    {
        Expire();
        return State.IsEditing && !_isDebouncing ? LoadAsync() : Task.CompletedTask;
    }

    /// <summary>Reloads the list when it is opened the next time, or for the next search.</summary>
    public void Expire() => Source.Expire();

    public Task LoadMoreAsync() => RunAsync(Source.LoadMoreAsync);

    public void Leave() => Take(State.Press(ComboboxKey.Tab));

    public void Dispose()
    {
        _latest.Dispose();
        Source.Dispose();
    }

    private ComboboxStep Take(ComboboxStep step)
    {
        State = step.State;
        if (!State.IsEditing)
        {
            Cancel();
            Source.Close();
        }

        return step;
    }

    private Task LoadAsync() => RunAsync(token => Source.LoadAsync(State.Text, token));

    private async Task<LoraOptionList> SearchAsync(CancellationToken cancellationToken)
    {
        var pause = _searchedAt is { } last ? Pause - services.Time.GetElapsedTime(last) : TimeSpan.Zero;
        if (pause > TimeSpan.Zero)
        {
            _isDebouncing = true;
            await Task.Delay(pause, services.Time, cancellationToken).ConfigureAwait(true);

            // A key that was handled after the pause ended has already started another search.
            cancellationToken.ThrowIfCancellationRequested();
            _isDebouncing = false;
        }

        _searchedAt = services.Time.GetTimestamp();
        return await Source.LoadAsync(State.Text, cancellationToken).ConfigureAwait(true);
    }

    private async Task RunAsync(Func<CancellationToken, Task<LoraOptionList>> read)
    {
        Cancel();
        var latest = _latest.Begin();
        try
        {
            // The state can change while the options are read.
            var list = await read(latest).ConfigureAwait(true);
            State = State.Loaded(list);
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
