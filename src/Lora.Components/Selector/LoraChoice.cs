using Microsoft.Extensions.Logging;

namespace Lora.Components;

/// <summary>The LoRA that the value refers to. It is loaded when the value changes and refreshed when the LoRA changes.</summary>
internal sealed partial class LoraChoice(ILoraClient client, LoraComponentServices services, ILogger logger, Action changed) : IDisposable
{
    private readonly LoraLatest _latest = new();

    public string Value { get; private set; } = string.Empty;

    public LoraChoiceStatus Status { get; private set; }

    public LoraItem? Item { get; private set; }

    public string? Error { get; private set; }

    /// <summary>The name of the LoRA, or the name from the path until the LoRA is loaded.</summary>
    public string Name => Item?.Name ?? LoraPathName.Of(Value);

    /// <summary>Loads the LoRA of a value. Does nothing if the value is unchanged.</summary>
    public Task ShowAsync(string? value)
    {
        var wanted = value ?? string.Empty;
        if (string.Equals(wanted, Value, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        _latest.Cancel();
        Value = wanted;
        Item = null;
        Error = null;
        Status = wanted.Length == 0 ? LoraChoiceStatus.None : LoraChoiceStatus.Loading;
        return LoadAsync();
    }

    /// <summary>Sets a LoRA that is already loaded.</summary>
    public void Take(string value, LoraItem item)
    {
        _latest.Cancel();
        Value = value;
        Item = item;
        Error = null;
        Status = LoraChoiceStatus.Found;
    }

    public Task RetryAsync()
    {
        Status = LoraChoiceStatus.Loading;
        Error = null;
        return LoadAsync();
    }

    /// <summary>Reloads the LoRA if a change may affect it. The current LoRA is displayed until then.</summary>
    public Task FollowAsync(LoraChange change) =>
        Item is null || Item.Id == change.Id || change.Kind is LoraChangeKind.Missed ? LoadAsync() : Task.CompletedTask;

    /// <summary>Reloads the LoRA. The current LoRA is displayed until then.</summary>
    public Task RefreshAsync() => LoadAsync();

    public void Dispose() => _latest.Dispose();

    private async Task LoadAsync()
    {
        _latest.Cancel();
        if (Value.Length == 0)
        {
            return;
        }

        var latest = _latest.Begin();
        changed();
        try
        {
            var item = await client.FindAsync(Value, latest).ConfigureAwait(true);
            if (latest.IsCancellationRequested)
            {
                return;
            }

            Item = item;
            Error = null;
            Status = item is null ? LoraChoiceStatus.Missing : LoraChoiceStatus.Found;
        }
        catch (Exception exception)
        {
            if (latest.IsCancellationRequested)
            {
                return;
            }

            LogFailed(logger, exception);
            Error = services.ViewSentence(exception);
            Status = LoraChoiceStatus.Failed;
        }

        changed();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The selected LoRA could not be loaded.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
