using System.Runtime.InteropServices;
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
        tags.AddFrequencies(LooseJson.Unwrap(frequencies));
        tags.AddDatasets(LooseJson.Unwrap(datasets), withTags: MetadataText.Clean(frequencies) is null);
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
    private void AddFrequencies(ReadOnlySpan<char> text)
    {
        AddFrequencies(text, leastDepth: 2);
        if (_counts.Count == 0)
        {
            AddFrequencies(text, leastDepth: 1);
        }
    }

    private void AddFrequencies(ReadOnlySpan<char> text, int leastDepth)
    {
        const string Count = "count";
        var tokens = new LooseTokens(text);
        ReadOnlySpan<char> key = default;
        ReadOnlySpan<char> outer = default;
        var (depth, hasKey, isFirst, held) = (0, false, false, -1L);
        while (tokens.Read() && depth <= MaxDepth)
        {
            if (held >= 0)
            {
                // {"red": {"count": 5}}: the only member is the count of the tag around it.
                AddCount(tokens.Token == LooseToken.Close ? outer : Count, held);
                held = -1;
            }

            if (tokens.Token == LooseToken.Key)
            {
                key = tokens.Value;
                hasKey = true;
                continue;
            }

            if (hasKey && tokens.Token == LooseToken.Open)
            {
                AddFolderName(key);
            }
            else if (hasKey && depth >= leastDepth && tokens.Token is LooseToken.Number or LooseToken.Text && LooseJson.TryReadWhole(tokens.Value, out var count) && count >= 0)
            {
                if (isFirst && key is Count && !outer.IsEmpty && BorderOf(outer) < 0)
                {
                    held = count;
                }
                else
                {
                    AddCount(key, count);
                }
            }

            isFirst = tokens.Token == LooseToken.Open;
            outer = isFirst && hasKey ? key : isFirst || tokens.Token == LooseToken.Close ? default : outer;
            depth += isFirst ? 1 : tokens.Token == LooseToken.Close ? -1 : 0;
            hasKey = false;
        }
    }

    private void AddCount(ReadOnlySpan<char> key, long count)
    {
        if (key.Length > MaxTagLength * LongestEscape)
        {
            return;
        }

        Span<char> buffer = stackalloc char[key.Length];
        var name = LooseTokens.TrimText(key, buffer);
        if (name.Length is 0 or > MaxTagLength)
        {
            return;
        }

        // A hostile file can contain any counts, so the sum is limited.
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts.GetAlternateLookup<ReadOnlySpan<char>>(), name, out var isKnown);
        sum = Math.Min(sum + Math.Min(count, int.MaxValue), int.MaxValue);
        if (!isKnown && _counts.Count > MaxTags)
        {
            RemoveRarest();
        }
    }

    // The most frequent tags can be anywhere in the value.
    private void RemoveRarest()
    {
        var counts = _counts.Values.ToArray();
        Array.Sort(counts);
        var limit = counts[counts.Length / 2];
        var excess = counts.Length / 2;
        excess -= Remove(count => count < limit, excess);
        Remove(count => count == limit, excess);
    }

    private int Remove(Func<long, bool> isRare, int most)
    {
        var removed = 0;
        foreach (var (tag, count) in _counts)
        {
            removed += removed < most && isRare(count) && _counts.Remove(tag) ? 1 : 0;
        }

        return removed;
    }

    private void AddFolderNames(JsonElement folders)
    {
        foreach (var folder in Members(folders))
        {
            AddFolderName(folder.Name);
        }
    }

    private void AddDatasets(ReadOnlySpan<char> text, bool withTags)
    {
        var tokens = new LooseTokens(text);
        ReadOnlySpan<char> key = default;
        while (tokens.Read())
        {
            if (tokens.Token == LooseToken.Open && key is "tag_frequency")
            {
                var frequencies = tokens.ReadContainer();
                if (withTags)
                {
                    AddFrequencies(frequencies);
                }
            }
            else if (tokens.Token == LooseToken.Text && key is "class_tokens")
            {
                AddWord(MetadataText.Clean(LooseTokens.TextOf(tokens.Value, MaxTagLength)));
            }

            key = tokens.Token == LooseToken.Key ? tokens.Value : default;
        }
    }

    // "10_sks cat": the number of repeats of the folder, and the words.
    private void AddFolderName(ReadOnlySpan<char> key)
    {
        if (_folderWords.Count == MaxSuggestions || key.Length > MaxTagLength * LongestEscape || BorderOf(key) is not (> 0 and var border))
        {
            return;
        }

        Span<char> buffer = stackalloc char[key.Length];
        AddWord(LooseTokens.TrimText(key[(border + 1)..], buffer));
    }

    private static int BorderOf(ReadOnlySpan<char> folder)
    {
        var border = 0;
        while (border < folder.Length && char.IsAsciiDigit(folder[border]))
        {
            border++;
        }

        return border > 0 && border < folder.Length && folder[border] == '_' ? border : -1;
    }

    private void AddWord(ReadOnlySpan<char> word)
    {
        foreach (var known in _folderWords)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        if (word.Length <= MaxTagLength && _folderWords.Count < MaxSuggestions && MetadataText.Clean(word.ToString()) is { } clean && !_folderWords.Contains(clean, StringComparer.OrdinalIgnoreCase))
        {
            _folderWords.Add(clean);
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;
}
