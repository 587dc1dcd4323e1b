using System.Text;
using System.Text.Json;

namespace Lora.Inspection.Metadata;

/// <summary>The tags of the training captions: how often each occurs in all folders, and the words in folder names.</summary>
internal sealed class TrainingTags
{
    private const int MaxTags = 50_000;
    private const int MaxTagLength = 200;
    private const int MaxSuggestions = 20;

    private readonly Dictionary<string, long> _counts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folderWords = [];

    public static TrainingTags Of(IReadOnlyDictionary<string, string> raw)
    {
        var tags = new TrainingTags();
        raw.TryGetValue("ss_tag_frequency", out var frequencies);
        raw.TryGetValue("ss_datasets", out var datasets);
        raw.TryGetValue("ss_dataset_dirs", out var folders);
        if (frequencies?.Length > LooseJson.MaxLength)
        {
            tags.AddStart(frequencies);
        }
        else
        {
            LooseJson.Read(frequencies, tags.AddFolders);
        }

        LooseJson.Read(datasets, root => tags.AddDatasets(root, withTags: MetadataText.Clean(frequencies) is null));
        LooseJson.Read(folders, tags.AddFolderNames);
        return tags;
    }

    /// <summary>Gets the trigger word if a trainer stores it as the only tag of a folder with the same name.</summary>
    public string? Trigger => _counts.Count == 1 && _folderWords.Count == 1 && _counts.Keys.First().Equals(_folderWords[0], StringComparison.OrdinalIgnoreCase) ? _counts.Keys.First() : null;

    /// <summary>Returns the words of folders, then the tags that occur at least half as often as the most frequent one, the most frequent first.</summary>
    public IReadOnlyList<string> Suggestions()
    {
        var most = 0L;
        foreach (var count in _counts.Values)
        {
            most = Math.Max(most, count);
        }

        var frequent = new List<(string Tag, long Count)>();
        foreach (var (tag, count) in _counts)
        {
            if (count * 2 >= most && !_folderWords.Contains(tag, StringComparer.OrdinalIgnoreCase))
            {
                frequent.Add((tag, count));
            }
        }

        frequent.Sort(static (left, right) => left.Count == right.Count ? string.CompareOrdinal(left.Tag, right.Tag) : right.Count.CompareTo(left.Count));
        return [.. _folderWords, .. frequent.Take(MaxSuggestions - _folderWords.Count).Select(tag => tag.Tag)];
    }

    private void AddFolders(JsonElement folders)
    {
        foreach (var folder in Members(folders))
        {
            if (folder.Value.ValueKind != JsonValueKind.Object)
            {
                // Without folders.
                AddTag(folder.Name, LooseJson.Whole(folder.Value));
                continue;
            }

            AddFolderName(folder.Name);
            foreach (var tag in Members(folder.Value))
            {
                AddTag(tag.Name, LooseJson.Whole(tag.Value));
            }
        }
    }

    private void AddTag(string tag, long? count)
    {
        var name = tag.Trim();
        if (name.Length is > 0 and <= MaxTagLength && (_counts.Count < MaxTags || _counts.ContainsKey(name)) && count is { } known and >= 0)
        {
            // A hostile file can contain any counts, so the sum is limited.
            _counts[name] = Math.Min(_counts.GetValueOrDefault(name) + Math.Min(known, int.MaxValue), int.MaxValue);
        }
    }

    // The first part of a text that is too long to parse as a whole.
    private void AddStart(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text[..LooseJson.MaxLength]);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 16, AllowTrailingCommas = true }));
        try
        {
            var name = string.Empty;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.GetString()!;
                }
                else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 1)
                {
                    AddFolderName(name);
                }
                else if (reader.TokenType == JsonTokenType.Number && reader.CurrentDepth <= 2)
                {
                    AddTag(name, reader.TryGetInt64(out var count) ? count : null);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was read before the damage is kept.
        }
    }

    private void AddFolderNames(JsonElement folders)
    {
        foreach (var folder in Members(folders))
        {
            AddFolderName(folder.Name);
        }
    }

    private void AddDatasets(JsonElement datasets, bool withTags)
    {
        if (datasets.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var dataset in datasets.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(100))
        {
            if (withTags && dataset.TryGetProperty("tag_frequency", out var frequencies))
            {
                AddFolders(frequencies);
            }

            if (dataset.TryGetProperty("subsets", out var subsets) && subsets.ValueKind == JsonValueKind.Array)
            {
                foreach (var subset in subsets.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(100))
                {
                    if (subset.TryGetProperty("class_tokens", out var tokens) && tokens.ValueKind == JsonValueKind.String)
                    {
                        AddWord(tokens.GetString());
                    }
                }
            }
        }
    }

    // "10_sks cat": the number of repeats of the folder, and the words.
    private void AddFolderName(string folder)
    {
        var border = folder.IndexOf('_', StringComparison.Ordinal);
        if (border > 0 && folder.AsSpan(0, border).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            AddWord(folder[(border + 1)..]);
        }
    }

    private void AddWord(string? word)
    {
        if (MetadataText.Clean(word) is { Length: <= MaxTagLength } clean && _folderWords.Count < MaxSuggestions && !_folderWords.Contains(clean, StringComparer.OrdinalIgnoreCase))
        {
            _folderWords.Add(clean);
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;
}
