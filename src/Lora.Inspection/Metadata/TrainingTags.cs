using System.Text;
using System.Text.Json;

namespace Lora.Inspection.Metadata;

/// <summary>The tags of the training captions: how often each occurs in all folders, and the words in folder names.</summary>
internal sealed class TrainingTags
{
    private const int MaxTags = 50_000;
    private const int MaxTagLength = 200;
    private const int MaxSuggestions = 20;
    private const int MaxDepth = 16;

    // \u0041
    private const int LongestEscape = 6;

    private readonly Dictionary<string, long> _counts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folderWords = [];

    public static TrainingTags Of(IReadOnlyDictionary<string, string> raw)
    {
        var tags = new TrainingTags();
        raw.TryGetValue("ss_tag_frequency", out var frequencies);
        raw.TryGetValue("ss_datasets", out var datasets);
        raw.TryGetValue("ss_dataset_dirs", out var folders);
        tags.AddFrequencies(frequencies);
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

    // The counts of all folders can be many megabytes, so they are read without a document in memory.
    private void AddFrequencies(string? text)
    {
        text = LooseJson.Unwrap(text);
        if (text is not null)
        {
            AddFrequencies(text, leastDepth: 2);
            if (_counts.Count == 0)
            {
                AddFrequencies(text, leastDepth: 1);
            }
        }
    }

    private void AddFrequencies(ReadOnlySpan<char> text, int leastDepth)
    {
        var tokens = new LooseTokens(text);
        ReadOnlySpan<char> key = default;
        var (depth, hasKey) = (0, false);
        while (tokens.Read() && depth <= MaxDepth)
        {
            if (tokens.Token == LooseToken.Key)
            {
                key = tokens.Value;
                hasKey = true;
                continue;
            }

            if (hasKey && tokens.Token is LooseToken.Open or LooseToken.Word)
            {
                AddFolderName(NameOf(key));
            }
            else if (hasKey && depth >= leastDepth && tokens.Token is LooseToken.Number or LooseToken.Text && LooseJson.TryReadWhole(tokens.Value, out var count) && count >= 0)
            {
                AddCount(NameOf(key), count);
            }

            depth += tokens.Token == LooseToken.Open ? 1 : tokens.Token == LooseToken.Close ? -1 : 0;
            hasKey = false;
        }
    }

    private void AddCount(string name, long count)
    {
        if (name.Length is > 0 and <= MaxTagLength && (_counts.Count < MaxTags || _counts.ContainsKey(name)))
        {
            // A hostile file can contain any counts, so the sum is limited.
            _counts[name] = Math.Min(_counts.GetValueOrDefault(name) + Math.Min(count, int.MaxValue), int.MaxValue);
        }
    }

    // An unpaired surrogate can't be stored as text.
    private static string NameOf(ReadOnlySpan<char> key)
    {
        if (key.Length > MaxTagLength * LongestEscape)
        {
            return string.Empty;
        }

        Span<char> name = stackalloc char[key.Length];
        var text = name[..LooseTokens.Unescape(key, name)].Trim();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return string.Empty;
            }
        }

        return text.ToString();
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
                AddFrequencies(frequencies.GetRawText());
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
