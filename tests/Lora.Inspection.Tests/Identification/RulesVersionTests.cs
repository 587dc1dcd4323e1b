using System.Security.Cryptography;
using System.Text;
using Lora.Inspection.Identification;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Identifies a header for each layout of each family. A change of a result must come with a new version, so that stored facts are read again.</summary>
public sealed class RulesVersionTests
{
    [Fact]
    public void Results_change_only_together_with_the_rules_version()
    {
        var results = string.Join('\n', LoraRuleSet.Default.Families.SelectMany(static family => family.Layouts.SelectMany(layout => Describe(family, layout))));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(results)))[..16];

        // If this fails, raise LoraInspector.RulesVersion and put the new pair here.
        Assert.Equal((2, "e664f7c668adf7cb"), (LoraInspector.RulesVersion, digest));
    }

    private static IEnumerable<string> Describe(FamilyRule family, TensorLayout layout)
    {
        (string, string)[] named = [("modelspec.architecture", family.Id)];
        yield return Describe(family.Id, Headers.Identify(Tensors(layout)));
        yield return Describe(family.Id, Headers.Identify(Tensors(layout), named));
    }

    private static string Describe(string id, LoraIdentification found) =>
        $"{id}: {found.Content} {found.Family.Id} {found.Family.Variant} {found.Family.Confidence} {string.Join(',', found.Family.Candidates)} {string.Join(',', found.Kinds)} {found.Rank} {found.Expert.Role} "
        + $"{found.DenoiserModules}/{found.TextEncoderModules}/{found.OtherModules} {string.Join(',', found.Issues.Select(static issue => issue.Code))}";

    private static IEnumerable<(string Name, long[] Shape)> Tensors(TensorLayout layout)
    {
        var widths = layout.Widths.ToLookup(static width => width.Pattern, StringComparer.Ordinal);
        return layout.Marks.Take(1).Concat(layout.Needs).Concat(layout.Proofs.Take(1)).Concat(widths.Select(static group => group.Key)).Distinct(StringComparer.Ordinal)
            .SelectMany(pattern => Headers.Peft(ModuleOf(pattern), WidthOf(widths[pattern], LayerSide.Input), WidthOf(widths[pattern], LayerSide.Output)));
    }

    private static string ModuleOf(string pattern) => "diffusion_model." + pattern.Trim('^', '$').Replace('#', '1').Replace('_', '.');

    private static long WidthOf(IEnumerable<LayerWidth> widths, LayerSide side) => widths.FirstOrDefault(width => width.Side == side)?.Widths[0] ?? 64;
}
