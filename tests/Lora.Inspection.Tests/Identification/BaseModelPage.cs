using System.Globalization;
using System.Text;
using Lora.Inspection.Identification;

namespace Lora.Inspection.Tests.Identification;

/// <summary>The page that lists every family with what it is recognized by, made from the rules.</summary>
internal static class BaseModelPage
{
    public static string FilePath { get; } = Path.Combine(RepositoryFolder.Path, "docs", "base-models.md");

    public static string Write()
    {
        var page = new StringBuilder(
            """
            # Base models

            The base models that an inspection recognizes. `eng/base-models.sh` writes this page from the rules; do not edit it.

            A LoRA is **certain** to be for a base model if the names and the widths of its layers and the number of its blocks agree, if it has no other layers, and if no other model has the same ones or its
            metadata names the base model. With less evidence it is **likely** or **possible**. "Shared" layers are those of another model too, so without metadata such a LoRA is at most likely. If a trainer wrote the
            name of a model that is not in this table, the family is at most possible, and the details show the name. In names, `*` stands for any text without a version number, `**` for any text. [Add your own base model](hosting.md#base-models).

            Layers are module names without the prefix of the trainer; `#` is a block number.

            | id | base model | layers, input → output width | blocks | names in metadata | source |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var family in LoraRuleSet.Default.Families.OrderBy(static family => family.Id, StringComparer.Ordinal))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{family.Id}` | {family.Name} | {Layers(family)} | {Blocks(family)} | {Names(family)} | {FamilySources.Find(family.Id)} |");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    // The layers that only this family has come first; a few are enough to know what is looked at.
    private static string Layers(FamilyRule family)
    {
        var texts = family.Layouts.Where(static layout => !layout.IsWeak).SelectMany(static layout => layout.Proofs.Concat(layout.Widths.Select(static width => width.Pattern)).Take(4).Select(pattern => Layer(layout, pattern)))
            .Distinct(StringComparer.Ordinal).Take(6).ToList();
        var isShared = family.Layouts.Any(static layout => layout.IsShared) ? "; shared" : string.Empty;
        return texts.Count == 0 ? "by name only" : string.Join(", ", texts) + isShared;
    }

    private static string Layer(TensorLayout layout, string pattern)
    {
        var name = $"`{pattern.Trim('^', '$')}`";
        var (input, output) = (Width(layout, pattern, LayerSide.Input), Width(layout, pattern, LayerSide.Output));
        return (input, output) is (null, null) ? name : $"{name} {input ?? "?"} → {output ?? "?"}";
    }

    private static string? Width(TensorLayout layout, string pattern, LayerSide side) =>
        layout.Widths.FirstOrDefault(width => width.Pattern.TrimEnd('$') == pattern.TrimEnd('$') && width.Side == side) is { } width ? string.Join('/', width.Widths) : null;

    private static string Blocks(FamilyRule family) =>
        string.Join(", ", family.Layouts.Where(static layout => !layout.IsWeak).SelectMany(static layout => layout.Depth).Where(static range => range.Min == 0).Select(static range => $"{range.Max + 1} `{range.Pattern.Trim('^')}`").Distinct(StringComparer.Ordinal));

    private static string Names(FamilyRule family) => string.Join(", ", family.Names.Take(6).Select(static hint => $"`{hint.Pattern}`"));
}
