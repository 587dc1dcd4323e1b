using Lora.Inspection;

namespace Lora.Components;

/// <summary>The number of LoRAs per base model in the workspace.</summary>
internal sealed class LoraFamilyCounts(ILoraClient client) : IDisposable
{
    private readonly LoraLatest _latest = new();
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether there is more than one base model to filter by.</summary>
    public bool HasChoice => _counts.Count > 1;

    /// <summary>Reloads the counts. If that fails, the current counts stay, because they only support the filter.</summary>
    public async Task LoadAsync()
    {
        var latest = _latest.Begin();
        try
        {
            var counts = await client.CountFamiliesAsync(latest).ConfigureAwait(true);
            _counts = latest.IsCancellationRequested ? _counts : counts;
        }
        catch (Exception exception) when (exception is LoraException or OperationCanceledException or HttpRequestException)
        {
        }
    }

    /// <summary>Returns the base models to filter by, sorted by name, with unknown last. Includes the selected one even if it has no LoRA left.</summary>
    public IEnumerable<KeyValuePair<string, int>> GetOptions(LoraDisplayText display, string? selected) => _counts
        .Concat(selected is null || _counts.ContainsKey(selected) ? [] : [KeyValuePair.Create(selected, 0)])
        .OrderBy(family => family.Key == LoraFamilies.Unknown)
        .ThenBy(family => display.Family(family.Key), StringComparer.CurrentCultureIgnoreCase);

    public void Dispose() => _latest.Dispose();
}
