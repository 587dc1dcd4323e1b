using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The patterns of a set of rules, each parsed once and numbered, so that a file is searched for it at most once.</summary>
internal sealed class CompiledRules
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<NamePattern> _patterns = [];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

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

        Families = [.. families.Select(family => new CompiledFamily(family, [.. family.Layouts.Select(layout => new CompiledLayout(layout, [.. layout.Marks.Select(NumberOf)]))]))];
    }

    public CompiledFamily[] Families { get; }

    public int Count => _patterns.Count;

    public NamePattern this[int number] => _patterns[number];

    public int NumberOf(string pattern) => _numbers[pattern];

    /// <summary>Returns the family id whose letters and digits are these, or <see langword="null"/>.</summary>
    public string? FindId(string plain) => _ids.GetValueOrDefault(plain);

    private void Number(string pattern)
    {
        if (_numbers.TryAdd(pattern, _patterns.Count))
        {
            _patterns.Add(new NamePattern(pattern));
        }
    }
}
