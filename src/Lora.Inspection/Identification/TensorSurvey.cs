using Lora.Inspection.Tensors;

namespace Lora.Inspection.Identification;

/// <summary>
/// A summary of the tensors of a file: a few hundred patterns of modules with their leaves, shapes and block numbers. Takes one pass over the names without an allocation for
/// each tensor; the rules then read only the patterns.
/// </summary>
internal sealed class TensorSurvey
{
    private readonly TensorTable _tensors;
    private readonly PatternTable _table = new();
    private readonly List<(byte[] Ending, TensorLeaf Leaf)> _endings = [];
    private readonly byte[] _name = new byte[NameCollapser.MaxLength + 16];
    private readonly BlockNumber[] _numbers = new BlockNumber[ModulePattern.MaxIndexes];
    private byte[] _prefix = [];
    private readonly List<string> _kinds = [];
    private (ModulePart Part, int Mark) _prefixed;
    private ModulePattern? _module;
    private int _experts;
    private int _ending;
    private HashSet<NameStart>? _starts;

    private TensorSurvey(TensorTable tensors) => (_tensors, Patterns) = (tensors, _table.Patterns);

    public List<ModulePattern> Patterns { get; private init; }

    /// <summary>Gets the patterns by name, or <see langword="null"/> if the names were changed.</summary>
    public PatternTable? Names => Patterns == _table.Patterns ? _table : null;

    public int Tensors => _tensors.Count;

    /// <summary>Gets the different starts of the names of the patterns.</summary>
    public HashSet<NameStart> Starts => _starts ??= StartsOf(Patterns);

    /// <summary>Gets the transformers of a two-expert model that the names contain, as bits: 1 and 2 for numbered ones, 4 for one without a number.</summary>
    public int Experts => _experts;

    /// <summary>Gets the kinds of network that only parts of PEFT show, in the order of the file.</summary>
    public IReadOnlyList<string> PeftKinds => _kinds;

    /// <summary>Gets whether names start with a prefix that only adapters have, such as <c>lora_unet_</c> or <c>base_model.model.</c>.</summary>
    public bool HasAdapterPrefix { get; private set; }

    public static TensorSurvey Of(TensorTable table)
    {
        var survey = new TensorSurvey(table);
        ReadOnlySpan<byte> module = default;
        var entries = table.Entries;
        for (var tensor = 0; tensor < entries.Length; tensor++)
        {
            module = survey.Add(entries[tensor], tensor, module);
        }

        return survey;
    }

    /// <summary>Returns the survey of a file that differs in the names of its modules.</summary>
    public TensorSurvey With(List<ModulePattern> patterns) => new(_tensors) { Patterns = patterns };

    // Most tensors follow another of the same module, so only the ending has to be checked.
    private ReadOnlySpan<byte> Add(in TensorEntry entry, int tensor, ReadOnlySpan<byte> previous)
    {
        var name = _tensors.NameOf(entry);
        var (leaf, length) = FindLeaf(name);
        var module = name[..^length];
        if (!module.SequenceEqual(previous) || _module is null)
        {
            _module = FindModule(module, tensor);
        }

        _module?.Add(leaf, _tensors.ShapeOf(entry));
        return module;
    }

    private (TensorLeaf Leaf, int Length) FindLeaf(ReadOnlySpan<byte> name)
    {
        // Modules have their leaves in the same order, so the next known ending is tried first.
        for (var tried = 0; tried < _endings.Count; tried++)
        {
            _ending = _ending + 1 < _endings.Count ? _ending + 1 : 0;
            var (ending, known) = _endings[_ending];
            if (name.EndsWith(ending))
            {
                return (known, ending.Length);
            }
        }

        var (leaf, length) = LeafNames.Find(name);
        if (leaf is >= TensorLeaf.AdapterDown and <= TensorLeaf.AdapterMore && PeftParts.FindKind(name) is { } kind && !_kinds.Contains(kind))
        {
            _kinds.Add(kind);
        }

        // Longer endings also end with "weight" and "bias", so these are always searched in full.
        if (length > 0 && leaf is not (TensorLeaf.Weight or TensorLeaf.Bias) && _endings.Count < 12)
        {
            _endings.Add((name[^length..].ToArray(), leaf));
        }

        return (leaf, length);
    }

    private ModulePattern? FindModule(ReadOnlySpan<byte> module, int tensor)
    {
        if (_module?.Next is { } next && IsLast(next, module))
        {
            next.See(_numbers.AsSpan(0, next.Seen.Numbers));
            return next;
        }

        var pattern = Parse(module, tensor);
        if (_module is not null)
        {
            _module.Next = pattern;
        }

        return pattern;
    }

    private bool IsLast(ModulePattern pattern, ReadOnlySpan<byte> module)
    {
        if (pattern.Seen.Tensor < 0)
        {
            return false;
        }

        var name = _tensors.NameOf(_tensors.Entries[pattern.Seen.Tensor]);
        return pattern.Seen.IsLike(name[..pattern.Seen.Length], module, _numbers);
    }

    private ModulePattern? Parse(ReadOnlySpan<byte> name, int tensor)
    {
        var module = name[CutPrefix(name)..].TrimStart((byte)'_');
        var (length, count) = NameCollapser.Collapse(module, _name.AsSpan(_prefixed.Mark), _numbers);
        var pattern = _table.Get(_name.AsSpan(0, _prefixed.Mark + length), _prefixed.Part, module.Contains((byte)'.'));
        pattern?.See(_numbers.AsSpan(0, count));
        pattern?.Seen.Set(tensor, name.Length, _numbers.AsSpan(0, count), name.Length - module.Length);
        return pattern;
    }

    private static HashSet<NameStart> StartsOf(List<ModulePattern> patterns)
    {
        var starts = new HashSet<NameStart>();
        foreach (var module in patterns)
        {
            starts.Add(NameStart.Of(module.Name));
        }

        return starts;
    }

    // A file has few prefixes, and most names start like the one before.
    private int CutPrefix(ReadOnlySpan<byte> module)
    {
        if (_prefix.Length > 0 && module.StartsWith(_prefix) && (_prefixed.Mark > 0 || NamePrefixes.Find(module[_prefix.Length..]) is null))
        {
            return _prefix.Length;
        }

        _prefixed = (ModulePart.Unnamed, 0);
        var (cut, experts) = (0, 0);
        while (_prefixed.Mark == 0 && NamePrefixes.Find(module[cut..]) is { } prefix && cut + prefix.Bytes.Length < module.Length)
        {
            cut += prefix.Bytes.Length;
            // If there are several, the last names the transformer.
            experts = prefix.Expert == 0 ? experts : prefix.Expert;
            HasAdapterPrefix |= prefix.IsAdapter;
            _prefixed = (prefix.Part == ModulePart.Unnamed ? _prefixed.Part : prefix.Part, prefix.Mark.Length);
            prefix.Mark.CopyTo(_name, 0);
        }

        _experts |= experts;
        _prefix = module[..cut].SequenceEqual(_prefix) ? _prefix : module[..cut].ToArray();
        return cut;
    }
}
