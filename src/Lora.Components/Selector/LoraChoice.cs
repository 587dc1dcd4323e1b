using Microsoft.Extensions.Logging;

namespace Lora.Components;

/// <summary>The LoRA that a value names, looked up and kept up to date.</summary>
internal sealed partial class LoraChoice(ILoraClient client, LoraComponentServices services, ILogger logger, Action changed) : IDisposable
{
    private readonly LoraLatest _latest = new();

    public string Value { get; private set; } = string.Empty;

    public LoraChoiceStatus Status { get; private set; }

    public LoraItem? Item { get; private set; }

    public string? Error { get; private set; }

    /// <summary>The name; read from the path as long as nothing better is known.</summary>
    public string Name => Item?.Name ?? LoraPathName.Of(Value);

    /// <summary>Follows the value. Does nothing when it is the one that is shown.</summary>
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
        return LookUpAsync();
    }

    /// <summary>Shows a LoRA that is known already.</summary>
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
        return LookUpAsync();
    }

    /// <summary>Looks again when a change may concern the value; what is shown stays until the answer comes.</summary>
    public Task FollowAsync(LoraChange change) =>
        Item is null || Item.Id == change.Id ? LookUpAsync() : Task.CompletedTask;

    public void Dispose() => _latest.Dispose();

    private async Task LookUpAsync()
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The chosen LoRA could not be looked up.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
