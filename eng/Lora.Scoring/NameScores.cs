using System.Text.Json;
using Lora.Inspection;
using Lora.Inspection.Identification;
using Lora.Inspection.Pairing;

namespace Lora.Scoring;

/// <summary>What names and metadata alone tell.</summary>
internal static class NameScores
{
    private static readonly Dictionary<string, string> NoMetadata = new(StringComparer.Ordinal);

    public static Score Experts(string folder)
    {
        var score = new Score("experts from names");
        foreach (var row in Table.Read(Path.Combine(folder, "wan_expert_filenames.tsv")))
        {
            var role = ExpertNames.Find(row["file_stem"]).Role;
            var actual = role is LoraNoiseExpert.High or LoraNoiseExpert.Low ? role.ToString().ToLowerInvariant() : "none";
            score.Add(actual == row["expected"], row["file_stem"], row["expected"], role.ToString());
        }

        return score;
    }

    public static Score Metadata(string folder)
    {
        var score = new Score("families from metadata");
        foreach (var row in Table.Read(Path.Combine(folder, "metadata_cases.tsv")))
        {
            var metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(row["metadata_json"]) ?? NoMetadata;
            var family = MetadataFamily.Find(metadata, LoraRuleSet.Default, IdOf(row["family_from_weights"]));
            var expected = row["expected_family"];
            score.Add(Fits(family, expected), row["metadata_json"], expected, $"{family.Id} {family.Variant}");
        }

        return score;
    }

    private static bool Fits(LoraFamilyMatch family, string expected)
    {
        if (expected == "(none)")
        {
            return family.Id == LoraFamilies.Unknown;
        }

        var note = expected.IndexOf('(', StringComparison.Ordinal);
        var wanted = Plain(note < 0 ? expected : expected[..note]);
        var names = new[] { family.Id, LoraRuleSet.Default.Find(family.Id)?.Name ?? family.Id };
        return names.Any(name => Plain(name + family.Variant) == wanted)
            || (family.Variant is not null && Plain(family.Variant) == wanted)
            || names.Any(name => Plain(name) == wanted);
    }

    private static string? IdOf(string family) => LoraRuleSet.Default.Families.FirstOrDefault(rule => Plain(rule.Id) == Plain(family) || Plain(rule.Name) == Plain(family))?.Id;

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
