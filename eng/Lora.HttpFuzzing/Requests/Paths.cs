using System.Globalization;
using System.Text.RegularExpressions;
using Lora.Fuzzing;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Fills the parameters of a path.</summary>
internal static partial class Paths
{
    private static readonly string[] Models = [.. ModelCatalog.CreateDefault().All.Select(static model => model.Id)];

    public static string Fill(string template, FuzzRandom random, KnownValues known) =>
        Parameter().Replace(template, match => Texts.InAddress(ValueOf(match.Groups["name"].Value, random, known), random));

    /// <summary>A value that a parameter of this name may have, or one it may not have.</summary>
    public static string ValueOf(string name, FuzzRandom random, KnownValues known)
    {
        if (random.Below(6) == 0)
        {
            return Texts.Weird(random);
        }

        return name switch
        {
            "id" or "partner" => Id(random, known),
            "number" => random.Of([1, 1, 1, 2, 3, 0, -1, 10_000, 10_001, int.MaxValue]).ToString(CultureInfo.InvariantCulture),
            "fileName" => Texts.FileName(random),
            "model" => random.Of(Models),
            "ticket" => known.One("ticket", random, "ticket"),
            "after" => known.One("next", random, "cursor"),
            "size" => random.Of([1L, 8, 100, 4096, 5_242_881, 5L << 30, (5L << 30) + 1, long.MaxValue]).ToString(CultureInfo.InvariantCulture),
            "take" or "seconds" => random.Of([1, 2, 50, 200, 201, 0, -1, 3600, 604_800, 604_801, int.MaxValue]).ToString(CultureInfo.InvariantCulture),
            "sort" => random.Of(["newest", "name", "recentlyUsed", "largest", string.Empty]),
            "role" => random.Of(["high", "low", "both", "none", "unknown"]),
            "family" => random.Of(["wan", "flux", "sdxl", "unknown"]),
            "sha256" => known.One("sha256", random, new string('0', 64)),
            "missing" => random.Of(["true", "false"]),
            _ => Texts.Weird(random),
        };
    }

    private static string Id(FuzzRandom random, KnownValues known)
    {
        var id = known.One("id", random);
        return random.Below(16) switch
        {
            0 => Guid.TryParse(id, out var value) ? value.ToString("D") : id,
            1 => id.ToUpperInvariant(),
            2 => id[..^1],
            3 => id + "0",
            4 => $"{random.Next():x16}{random.Next():x16}",
            _ => id,
        };
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
