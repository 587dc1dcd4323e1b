using Lora.Inspection.Identification;
using Lora.Inspection.Identification.Rules;

namespace Lora.Inspection;

/// <summary>The families that can be recognised. Where a file allows several, the earlier one is named first.</summary>
public sealed class LoraRuleSet
{
    private readonly Lazy<CompiledRules> _compiled;

    /// <summary>A set of rules.</summary>
    /// <param name="families">The families, each id once, in the order in which they are preferred.</param>
    /// <exception cref="ArgumentException">Two have the same id, or a pattern is empty.</exception>
    public LoraRuleSet(IEnumerable<LoraFamilyRule> families)
    {
        ArgumentNullException.ThrowIfNull(families);
        Families = [.. families];
        if (Families.Select(family => family.Id).Distinct(StringComparer.Ordinal).Count() != Families.Count)
        {
            throw new ArgumentException("Two families have the same id.", nameof(families));
        }

        _compiled = new Lazy<CompiledRules>(() => new CompiledRules(Families));
    }

    /// <summary>The rules of this package.</summary>
    public static LoraRuleSet Default { get; } = new(BuiltInRules.All);

    /// <summary>The families, the preferred first.</summary>
    public IReadOnlyList<LoraFamilyRule> Families { get; }

    internal CompiledRules Compiled => _compiled.Value;

    /// <summary>These rules with one more. It takes the place of the family with the same id; a new one comes first.</summary>
    /// <param name="rule">The family.</param>
    public LoraRuleSet With(LoraFamilyRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Find(rule.Id) is null ? new([rule, .. Families]) : new(Families.Select(family => family.Id == rule.Id ? rule : family));
    }

    /// <summary>The family with that id, or <see langword="null"/>.</summary>
    /// <param name="id">The id.</param>
    public LoraFamilyRule? Find(string id) => Families.FirstOrDefault(family => family.Id == id);

    /// <summary>Whether a family is another one, or one of its narrower kinds.</summary>
    /// <param name="id">The id of the family, such as <c>wan2.2-14b-i2v</c>.</param>
    /// <param name="other">The id of the perhaps wider one, such as <c>wan</c>.</param>
    public bool IsWithin(string id, string other)
    {
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
}
