using Lora.Inspection.Tensors;

namespace Lora.Inspection.Identification;

/// <summary>
/// The tensors of a file in short: a few hundred patterns of modules, with what was seen of their leaves, shapes and block numbers.
/// One pass over the names, with nothing allocated for a tensor; every rule then reads the patterns alone.
/// </summary>
internal sealed class TensorSurvey
{
    private readonly PatternTable _table = new();
    private readonly List<(byte[] Ending, TensorLeaf Leaf)> _endings = [];
    private ModulePattern? _module;
    private int _experts;

    private TensorSurvey()
    {
    }

    public IReadOnlyList<ModulePattern> Patterns => _table.Patterns;

    public int Tensors { get; private set; }

    /// <summary>Whether names hold both transformers of a model with two experts, or which one: 1 and 2 are bits.</summary>
    public int Experts => _experts;

    public static TensorSurvey Of(TensorTable table)
    {
        var survey = new TensorSurvey();
        ReadOnlySpan<byte> previous = default;
        foreach (ref readonly var entry in table.Entries)
        {
            previous = survey.Add(table.NameOf(entry), table.ShapeOf(entry), previous);
        }

        survey.Tensors = table.Count;
        return survey;
    }

    // Most tensors follow another of the same module, so only the ending has to be looked at.
    private ReadOnlySpan<byte> Add(ReadOnlySpan<byte> name, ReadOnlySpan<long> shape, ReadOnlySpan<byte> previous)
    {
        var (leaf, length) = FindLeaf(name);
        var module = name[..^length];
        if (!module.SequenceEqual(previous) || _module is null)
        {
            _module = FindModule(module);
        }

        _module?.Add(leaf, shape);
        return module;
    }

    private (TensorLeaf Leaf, int Length) FindLeaf(ReadOnlySpan<byte> name)
    {
        foreach (var (ending, known) in _endings)
        {
            if (name.EndsWith(ending))
            {
                return (known, ending.Length);
            }
        }

        var (leaf, length) = LeafNames.Find(name);

        // "weight" and "bias" also end longer endings, so they are looked for in full each time.
        if (length > 0 && leaf is not (TensorLeaf.Weight or TensorLeaf.Bias) && _endings.Count < 12)
        {
            _endings.Add((name[^length..].ToArray(), leaf));
        }

        return (leaf, length);
    }

    private ModulePattern? FindModule(ReadOnlySpan<byte> module)
    {
        Span<byte> name = stackalloc byte[NameCollapser.MaxLength + 16];
        Span<int> indexes = stackalloc int[ModulePattern.MaxIndexes];
        var (part, mark) = (ModulePart.Unnamed, 0);
        while (NamePrefixes.Find(module) is { } prefix && prefix.Bytes.Length < module.Length)
        {
            module = module[prefix.Bytes.Length..];
            _experts |= prefix.Expert;
            part = prefix.Part == ModulePart.Unnamed ? part : prefix.Part;
            if (prefix.Mark.Length > 0)
            {
                prefix.Mark.CopyTo(name);
                mark = prefix.Mark.Length;
                break;
            }
        }

        module = module.TrimStart((byte)'_');
        var dotted = module.Contains((byte)'.');
        var (length, count) = NameCollapser.Collapse(module, name[mark..], indexes);
        var pattern = _table.Get(name[..(mark + length)], part, dotted);
        pattern?.See(indexes[..count]);
        return pattern;
    }
}
