namespace Lora.Benchmarks.Host.Application;

/// <summary>The names of all LoRAs, in memory, for the components of other libraries.</summary>
internal sealed record CatalogueNames(IReadOnlyList<string> All)
{
    /// <summary>Returns the names with a text, as a host would write it.</summary>
    public Task<IEnumerable<string>> FindAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(string.IsNullOrEmpty(text) ? All : All.Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)));
}
