using System.Globalization;
using System.Text.RegularExpressions;

using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Files of a model that was made from a known one: each layout with more blocks, other widths, another layer or a single module.</summary>
public sealed partial class MutatedLayoutTests
{
    public static TheoryData<string> Families => UnknownModelTests.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public void One_module_alone_is_never_certain(string id) =>
        AssertUncertain(id, static file => [.. file.Take(2)], static file => [.. file.TakeLast(2)]);

    [Theory]
    [MemberData(nameof(Families))]
    public void More_blocks_are_never_certain(string id) =>
        AssertUncertain(id, static file => [.. file.Concat(file.Select(static tensor => (MoveBlocks(tensor.Name, 100), tensor.Shape))).DistinctBy(static tensor => tensor.Item1)]);

    [Theory]
    [MemberData(nameof(Families))]
    public void Other_widths_in_most_blocks_are_never_certain(string id) =>
        AssertUncertain(id, static file => [.. file.Select(static tensor => FirstBlocks().IsMatch(tensor.Name) ? tensor : (tensor.Name, [.. tensor.Shape.Select(static side => side > 16 ? side + 128 : side)]))]);

    [Theory]
    [MemberData(nameof(Families))]
    public void Layer_that_the_model_does_not_have_is_never_certain(string id) =>
        AssertUncertain(id, static file => [.. file, .. Peft(Block().Match(file[0].Name) is { Success: true } block ? $"{block.Value}rotor.mix" : "diffusion_model.rotor.mix", 96, 96)]);

    private static void AssertUncertain(string id, params Func<List<(string Name, long[] Shape)>, List<(string Name, long[] Shape)>>[] changes)
    {
        foreach (var layout in LoraRuleSet.Default.Find(id)!.Layouts)
        {
            foreach (var part in LayoutFiles.PartsOf(layout))
            {
                var file = LayoutFiles.Tensors(layout, part).ToList();
                foreach (var changed in changes.Where(_ => file.Count > 0).Select(change => change(file)).Where(changed => !changed.SequenceEqual(file)))
                {
                    var (alone, named) = (Identify(changed).Family, Identify(changed, ("ss_base_model_version", id)).Family);
                    Assert.True(alone.Confidence < InspectionConfidence.Certain, $"{id} is certainly {alone.Id} with {string.Join(' ', part)}");
                    Assert.True(named.Confidence < InspectionConfidence.Certain, $"{id} by name is certainly {named.Id} with {string.Join(' ', part)}");
                }
            }
        }
    }

    private static string MoveBlocks(string name, int by) => FirstNumber().Replace(name, match => $".{int.Parse(match.ValueSpan[1..^1], CultureInfo.InvariantCulture) + by}{match.Value[^1]}", 1);

    [GeneratedRegex(@"\.\d+[._]", RegexOptions.None, 1000)]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"\.(0|1)[._]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstBlocks();

    [GeneratedRegex(@"^diffusion_model\.[^0-9]*\.\d+\.", RegexOptions.None, 1000)]
    private static partial Regex Block();
}
