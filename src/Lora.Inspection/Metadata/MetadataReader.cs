namespace Lora.Inspection.Metadata;

/// <summary>Reads the metadata of a header. Never throws.</summary>
internal static class MetadataReader
{
    /// <summary>The maximum size of a thumbnail in bytes.</summary>
    public const int MaxThumbnailLength = 1024 * 1024;

    private static readonly string[] HashKeys = ["sshs_model_hash", "sshs_legacy_hash", "modelspec.hash_sha256"];

    public static LoraMetadata Read(IReadOnlyDictionary<string, string> raw, int maxThumbnailLength = MaxThumbnailLength)
    {
        if (raw.Count == 0)
        {
            return LoraMetadata.Empty;
        }

        var tags = TrainingTags.Of(raw);
        var words = TriggerWords.Of(raw, tags);
        return new()
        {
            Title = MetadataText.First(raw, "modelspec.title", "title", "ss_output_name", "name"),
            Author = MetadataText.First(raw, "modelspec.author", "author", "creator"),
            Description = MetadataText.First(raw, "modelspec.description", "description"),
            License = MetadataText.First(raw, "modelspec.license", "license"),
            TriggerWords = words,
            SuggestedWords = [.. tags.Suggestions().Except(words, StringComparer.OrdinalIgnoreCase)],
            Resolution = TrainingFacts.Resolution(raw),
            BaseCheckpoint = BaseCheckpoint(raw),
            CreatedAt = TrainingFacts.Date(raw),
            Training = TrainingFacts.Of(raw),
            ClaimedHashes = Hashes(raw),
            Thumbnail = ThumbnailReader.Read(raw, maxThumbnailLength),
        };
    }

    // Trainers write what they were given: a name, or a path on the author's machine, which is private.
    private static string? BaseCheckpoint(IReadOnlyDictionary<string, string> raw)
    {
        if (MetadataText.First(raw, "ss_sd_model_name", "base_model", "base_model_name") is not { } name)
        {
            return null;
        }

        var isPath = name.Contains('\\', StringComparison.Ordinal) || name.StartsWith('/') || name.Count(character => character == '/') > 1;
        return isPath ? MetadataText.Clean(name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..]) : name;
    }

    private static Dictionary<string, string> Hashes(IReadOnlyDictionary<string, string> raw)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in HashKeys)
        {
            if (MetadataText.Get(raw, key) is { Length: <= 80 } value)
            {
                hashes[key] = value;
            }
        }

        return hashes;
    }
}
