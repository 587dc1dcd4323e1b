using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The patterns of a set of rules, each parsed once and numbered, so that a file is searched for it at most once.</summary>
internal sealed class CompiledRules
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<NamePattern> _patterns = [];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<char, (string Id, NameHint Hint)[]> _namesByStart;
    private readonly (string Id, NameHint Hint)[] _names;

    public CompiledRules(IReadOnlyList<FamilyRule> families)
    {
        foreach (var family in families)
        {
            foreach (var hint in family.TensorVariants)
            {
                Number(hint.Pattern);
            }

            foreach (var layout in family.Layouts)
            {
                IEnumerable<string> all =
                [
                    .. layout.Marks, .. layout.Needs, .. layout.Never, .. layout.Proofs, .. layout.Known, .. layout.Widths.Select(width => width.Pattern),
                    .. layout.Blocks.Concat(layout.NeedsBlocks).Concat(layout.Depth).Select(block => block.Pattern),
                ];
                foreach (var pattern in all)
                {
                    Number(pattern);
                }
            }

            _ids.TryAdd(MetadataText.Plain(family.Id), family.Id);
        }

        (string Id, NameHint Hint)[] names = [.. families.SelectMany(static family => family.Names.Select(hint => (family.Id, hint))).OrderByDescending(static name => name.hint.Letters)];
        _names = Array.FindAll(names, static name => name.Hint.Pattern[0] == '*');
        _namesByStart = names.Select(static name => name.Hint.Pattern[0]).Distinct().ToDictionary(
            static start => start, start => Array.FindAll(names, name => name.Hint.Pattern[0] == start || name.Hint.Pattern[0] == '*'));
        Families = [.. families.Select(family => new CompiledFamily(family, [.. family.Layouts.Select(layout => new CompiledLayout(layout, [.. layout.Marks.Select(NumberOf)]))]))];
    }

    public CompiledFamily[] Families { get; }

    public int Count => _patterns.Count;

    public NamePattern this[int number] => _patterns[number];

    public int NumberOf(string pattern) => _numbers[pattern];

    /// <summary>Returns the family id whose letters and digits are these, or <see langword="null"/>.</summary>
    public string? FindId(string plain) => _ids.GetValueOrDefault(plain);

    /// <summary>Returns the names that a plain text can match by its first character, the longest first.</summary>
    public ReadOnlySpan<(string Id, NameHint Hint)> NamesFor(string plain) => plain.Length > 0 && _namesByStart.TryGetValue(plain[0], out var names) ? names : _names;

    private void Number(string pattern)
    {
        if (_numbers.TryAdd(pattern, _patterns.Count))
        {
            _patterns.Add(new NamePattern(pattern));
        }
    }
}
