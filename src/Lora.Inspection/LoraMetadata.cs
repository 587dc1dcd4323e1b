namespace Lora.Inspection;

/// <summary>The metadata in the header of a file. It is what the author of the file claims. Empty texts and "None" are treated as absent.</summary>
public sealed record LoraMetadata
{
    /// <summary>Gets the metadata of a header that has none.</summary>
    public static LoraMetadata Empty { get; } = new();

    /// <summary>Gets the title.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the author.</summary>
    public string? Author { get; init; }

    /// <summary>Gets the description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the license.</summary>
    public string? License { get; init; }

    /// <summary>Gets the trigger words that the author names.</summary>
    public IReadOnlyList<string> TriggerWords { get; init; } = [];

    /// <summary>Gets the most frequent words in the captions of the training images, which may be trigger words; the most frequent first.</summary>
    public IReadOnlyList<string> SuggestedWords { get; init; } = [];

    /// <summary>Gets the training resolution, such as <c>1024x1024</c>.</summary>
    public string? Resolution { get; init; }

    /// <summary>Gets the file name of the checkpoint that the LoRA was trained on.</summary>
    public string? BaseCheckpoint { get; init; }

    /// <summary>Gets the time of the training or of the file.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets the training settings by display name, such as <c>steps</c>, <c>epochs</c>, <c>images</c>, <c>optimizer</c>, <c>learning rate</c>.</summary>
    public IReadOnlyDictionary<string, string> Training { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the hashes in the header by metadata key. They may be wrong.</summary>
    public IReadOnlyDictionary<string, string> ClaimedHashes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the picture in the header, or <see langword="null"/> if there is no valid PNG, JPEG, WebP or GIF within the size limit. Of an animated GIF, it is the first picture.</summary>
    public LoraThumbnail? Thumbnail { get; init; }
}
