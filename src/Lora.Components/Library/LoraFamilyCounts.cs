using Lora.Inspection;

namespace Lora.Components;

/// <summary>Which families the workspace has, and how many LoRAs of each.</summary>
internal sealed class LoraFamilyCounts(ILoraClient client) : IDisposable
{
    private readonly LoraLatest _latest = new();
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether a choice among them would change anything.</summary>
    public bool IsWorthAsking => _counts.Count > 1;

    /// <summary>Counts again. Where that fails the earlier counts stay: they only help to choose.</summary>
    public async Task LoadAsync()
    {
        var latest = _latest.Begin();
        try
        {
            var counts = await client.CountFamiliesAsync(latest).ConfigureAwait(true);
            _counts = latest.IsCancellationRequested ? _counts : counts;
        }
        catch (Exception fault) when (fault is LoraException or OperationCanceledException or HttpRequestException)
        {
        }
    }

    /// <summary>The families to choose among, by name, those without one last. The chosen one stays even when its last LoRA is gone.</summary>
    public IEnumerable<KeyValuePair<string, int>> Offered(LoraWords words, string? chosen) => _counts
        .Concat(chosen is null || _counts.ContainsKey(chosen) ? [] : [KeyValuePair.Create(chosen, 0)])
        .OrderBy(family => family.Key == LoraFamilies.Unknown)
        .ThenBy(family => words.Family(family.Key), StringComparer.CurrentCultureIgnoreCase);

    public void Dispose() => _latest.Dispose();
}
