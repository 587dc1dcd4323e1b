namespace Lora;

/// <summary>What to do about what a comparison of a workspace's records with storage finds.</summary>
public sealed record LoraSyncRequest
{
    /// <summary>Whether to do anything. Default: no, only to tell.</summary>
    public bool Apply { get; init; }

    /// <summary>The storage keys of the objects to import; <see langword="null"/> (default): all that are found.</summary>
    public IReadOnlyList<string>? Import { get; init; }
}
