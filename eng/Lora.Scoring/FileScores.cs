using Lora.Inspection;

namespace Lora.Scoring;

/// <summary>Broken files, pickles and hashes.</summary>
internal static class FileScores
{
    /// <summary>Every file has the verdict of the reference, or a stricter one where the specification asks for it.</summary>
    public static async Task<Score> BrokenAsync(string folder)
    {
        var score = new Score("broken and odd containers");
        foreach (var row in Table.Read(Path.Combine(folder, "invalid", "manifest.tsv")))
        {
            var inspection = await ContentScores.InspectAsync(Path.Combine(folder, "invalid", row["file"]));
            var mayBeStrict = row["strict_spec_verdict"] != "same";
            var isRight = row["ref_verdict"].StartsWith("valid", StringComparison.Ordinal)
                ? inspection.Verdict == InspectionVerdict.Ok || (mayBeStrict && inspection.Verdict == InspectionVerdict.Invalid)
                : inspection.Verdict == InspectionVerdict.Invalid;
            score.Add(isRight, row["file"], row["ref_verdict"], Describe(inspection));
        }

        return score;
    }

    public static async Task<IReadOnlyList<Score>> PicklesAsync(string folder)
    {
        var (refused, accepted, exact) = (new Score("hostile pickles refused"), new Score("safe pickles not refused"), new Score("verdicts of other pickles", target: 0));
        foreach (var row in Table.Read(Path.Combine(folder, "pickle", "manifest.tsv")))
        {
            if (row["expected"] == "not-measured")
            {
                continue;
            }

            var inspection = await ContentScores.InspectAsync(Path.Combine(folder, "pickle", row["file"]));
            var (score, isRight) = row["expected"] switch
            {
                "dangerous" => (refused, inspection.Verdict != InspectionVerdict.Ok),
                "safe" => (accepted, inspection.Verdict == InspectionVerdict.Ok),
                "malformed" => (exact, inspection.Verdict == InspectionVerdict.Invalid),
                "suspicious" => (exact, inspection.Verdict == InspectionVerdict.Suspicious),
                _ => (exact, inspection.Verdict == InspectionVerdict.Ok),
            };
            score.Add(isRight, row["file"], row["expected"], Describe(inspection));
        }

        return [refused, accepted, exact];
    }

    public static async Task<Score> HashesAsync(string folder)
    {
        var score = new Score("hashes");
        foreach (var row in Table.Read(Path.Combine(folder, "hashes.tsv")))
        {
            await using var file = File.OpenRead(Path.Combine(folder, "files", row["file"]));
            var hashes = await LoraInspector.HashAsync(file);
            var expected = $"{row["sha256"]} {row["AutoV2"]} {row["AutoV3"]} {row["addnet_sha256_of_data"]} {row["crc32"]}";
            var actual = $"{hashes.Sha256} {hashes.AutoV2} {hashes.AutoV3} {hashes.TensorSha256} {hashes.Crc32}";
            score.Add(expected == actual, row["file"], expected, actual);
        }

        return score;
    }

    private static string Describe(LoraInspection inspection) =>
        $"{inspection.Verdict}{(inspection.Issues.Count > 0 ? $": {inspection.Issues[0].Message}" : string.Empty)}";
}
