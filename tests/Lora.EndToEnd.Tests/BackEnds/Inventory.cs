namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>What database and storage hold.</summary>
/// <param name="Records">The rows of LoRAs, hidden ones included.</param>
/// <param name="Uploads">The rows of upload sessions.</param>
/// <param name="Objects">The objects in storage, with their sizes.</param>
/// <param name="Unfinished">The multipart uploads that storage keeps parts of.</param>
internal sealed record Inventory(
    IReadOnlyList<StoredRow> Records, IReadOnlyList<StoredRow> Uploads, IReadOnlyDictionary<string, long> Objects, IReadOnlyList<string> Unfinished)
{
    public bool IsEmpty => Records.Count == 0 && Uploads.Count == 0 && Objects.Count == 0 && Unfinished.Count == 0;

    /// <summary>Returns the entries whose key contains a text. Unfinished uploads without a known key are included.</summary>
    public Inventory Of(string text) => new(
        [.. Records.Where(row => row.Key.Contains(text, StringComparison.Ordinal))],
        [.. Uploads.Where(row => row.Key.Contains(text, StringComparison.Ordinal))],
        Objects.Where(stored => stored.Key.Contains(text, StringComparison.Ordinal)).ToDictionary(),
        [.. Unfinished.Where(name => name.StartsWith(' ') || name.Contains(text, StringComparison.Ordinal))]);

    /// <summary>Returns all inconsistencies between rows and objects, or <see langword="null"/> if there are none.</summary>
    public string? FindOrphans()
    {
        var problems = new List<string>();
        var ready = Records.Where(row => row.State == 0).ToDictionary(row => row.Key, row => row.Size);
        problems.AddRange(Records.Where(row => row.State != 0).Select(row => $"record {row.Key} is still being deleted"));
        problems.AddRange(Uploads.Select(row => $"upload row {row.Key} (state {row.State}) is left"));
        problems.AddRange(Unfinished.Select(name => $"multipart upload {name} is left"));
        problems.AddRange(Objects.Keys.Except(ready.Keys).Select(key => $"object {key} has no record"));
        problems.AddRange(ready.Keys.Except(Objects.Keys).Select(key => $"record {key} has no object"));
        problems.AddRange(ready.Where(row => Objects.TryGetValue(row.Key, out var size) && size != row.Value).Select(row => $"{row.Key} has {Objects[row.Key]} bytes, not {row.Value}"));
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }
}
