namespace Lora.Inspection;

/// <summary>What the header of a file says about it. These are claims of whoever wrote it. Empty texts and "None" count as absent.</summary>
public sealed record LoraMetadata
{
    /// <summary>A header that says nothing.</summary>
    public static LoraMetadata Empty { get; } = new();

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>Under which licence it may be used.</summary>
    public string? License { get; init; }

    /// <summary>The words that bring it out, as its author names them.</summary>
    public IReadOnlyList<string> TriggerWords { get; init; } = [];

    /// <summary>Words that stood with most training images: perhaps trigger words. The most frequent first.</summary>
    public IReadOnlyList<string> SuggestedWords { get; init; } = [];

    /// <summary>The training resolution, such as <c>1024x1024</c>.</summary>
    public string? Resolution { get; init; }

    /// <summary>The file name of the checkpoint it was trained on.</summary>
    public string? BaseCheckpoint { get; init; }

    /// <summary>When it was trained or written.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Facts of the training by their plain name, such as <c>steps</c>, <c>epochs</c>, <c>images</c>, <c>optimizer</c>, <c>learning rate</c>.</summary>
    public IReadOnlyDictionary<string, string> Training { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Hashes that stand in the header, by their key. They may be wrong.</summary>
    public IReadOnlyDictionary<string, string> ClaimedHashes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A picture in the header: a real PNG, JPEG or WebP within the size limit; else <see langword="null"/>.</summary>
    public LoraThumbnail? Thumbnail { get; init; }
}
