using System.Collections.ObjectModel;
using Lora.Inspection.Identification;
using Lora.Inspection.Identification.Rules;

namespace Lora.Inspection;

/// <summary>
/// The families of base models that an inspection recognizes. Immutable and safe for concurrent use. A host that registers one as a service changes what its inspections and
/// its components know.
/// </summary>
public sealed class LoraRuleSet
{
    private readonly Lazy<CompiledRules> _compiled;

    /// <summary>Creates a set of rules.</summary>
    /// <param name="families">The families, each id once, in the order of preference.</param>
    /// <exception cref="ArgumentException">Two families have the same id.</exception>
    internal LoraRuleSet(IEnumerable<FamilyRule> families)
    {
        Families = [.. families];
        FamilyIds = [.. Families.Select(family => family.Id)];
        if (FamilyIds.Distinct(StringComparer.Ordinal).Count() != FamilyIds.Count)
        {
            throw new ArgumentException("Two families have the same id.", nameof(families));
        }

        _compiled = new Lazy<CompiledRules>(() => new CompiledRules(Families));
    }

    /// <summary>Gets the built-in rules.</summary>
    public static LoraRuleSet Default { get; } = new(BuiltInRules.All);

    /// <summary>Gets the ids of the families in order of preference: if a file allows several, the earlier one is listed first.</summary>
    public IReadOnlyList<string> FamilyIds { get; }

    internal IReadOnlyList<FamilyRule> Families { get; }

    internal CompiledRules Compiled => _compiled.Value;

    /// <summary>Returns these rules with another family, which is preferred to the others. A family with the same id is replaced.</summary>
    /// <param name="id">The id, such as <c>flux1</c>.</param>
    /// <param name="name">The display name, such as <c>FLUX.1</c>.</param>
    /// <param name="keyPatterns">
    /// Patterns of LoRA key names that only this family has, such as <c>^double_blocks_#_img_attn</c>: words separated by <c>_</c> (dots in the file are converted), <c>#</c> for
    /// a block number, <c>^</c> for the start of the name without the trainer's prefix, <c>$</c> for the end of the module's name. <see langword="null"/> if the keys don't identify the family.
    /// </param>
    /// <param name="namePatterns">
    /// Names of the architecture in metadata, such as <c>flux*dev</c>. Only letters and digits are compared, without case; <c>*</c> stands for any text. <see langword="null"/> for none.
    /// </param>
    /// <param name="parent">The id of the wider family that this one belongs to, or <see langword="null"/>.</param>
    /// <param name="inputWidths">
    /// The input widths of layers by their pattern, such as <c>^double_blocks_#_img_attn_qkv$</c> with 3072. A file with another width is not of this family. The
    /// family of a file is at most <see cref="InspectionConfidence.Likely"/>, because a later model can have the same layers in more blocks. <see langword="null"/> for none.
    /// </param>
    /// <exception cref="ArgumentException">The id, the name or a pattern is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width is not positive.</exception>
    public LoraRuleSet WithFamily(
        string id, string name, IEnumerable<string>? keyPatterns = null, IEnumerable<string>? namePatterns = null, string? parent = null, IReadOnlyDictionary<string, int>? inputWidths = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string[] keys = [.. keyPatterns ?? []];
        NameHint[] names = [.. (namePatterns ?? []).Select(NameHint.Of)];
        if (Array.Exists(keys, string.IsNullOrWhiteSpace) || Array.Exists(names, hint => hint.Pattern.Trim('*').Length == 0))
        {
            throw new ArgumentException("A pattern is empty.", keys.Length > 0 ? nameof(keyPatterns) : nameof(namePatterns));
        }

        LayerWidth[] widths = [.. (inputWidths ?? ReadOnlyDictionary<string, int>.Empty).Select(WidthOf)];
        TensorLayout[] layouts = keys.Length == 0 && widths.Length == 0 ? [] : [new() { Marks = [.. keys, .. widths.Select(static width => width.Pattern)], Proofs = keys, Widths = widths, NeedsWidth = keys.Length == 0 }];
        return With(new FamilyRule { Id = id, Name = name, Parent = parent, Layouts = layouts, Names = names });
    }

    /// <summary>Returns the display name of a family, or <see langword="null"/> if the rules don't have it.</summary>
    /// <param name="id">The id.</param>
    public string? FindName(string id) => Find(id)?.Name;

    /// <summary>Returns whether a family is another one or belongs to it.</summary>
    /// <param name="id">The id of the family, such as <c>wan2.2-14b-i2v</c>.</param>
    /// <param name="other">The id of the possibly wider family, such as <c>wan</c>.</param>
    public bool IsWithin(string id, string other)
    {
        // Parents are short chains; the limit keeps a rule whose parents form a circle from running forever.
        var current = id;
        for (var steps = 0; current is not null && steps < 8; steps++)
        {
            if (current == other)
            {
                return true;
            }

            current = Find(current)?.Parent;
        }

        return false;
    }

    private static LayerWidth WidthOf(KeyValuePair<string, int> inputWidths)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(inputWidths.Key, nameof(inputWidths));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputWidths.Value, nameof(inputWidths));
        return LayerWidth.In(inputWidths.Key, inputWidths.Value);
    }

    internal LoraRuleSet With(FamilyRule rule) =>
        Find(rule.Id) is null ? new([rule, .. Families]) : new(Families.Select(family => family.Id == rule.Id ? rule : family));

    internal FamilyRule? Find(string id) => Families.FirstOrDefault(family => family.Id == id);
}
