using System.Globalization;
using System.Text.RegularExpressions;
using Lora.Inspection;
using Lora.Inspection.Sources;

namespace Lora.Scoring;

/// <summary>Kind, family, rank and alpha of the files whose answers are known.</summary>
internal sealed partial class ContentScores : IDisposable
{
    private static readonly Dictionary<string, LoraContent> Contents = new(StringComparer.Ordinal)
    {
        ["vae"] = LoraContent.Vae,
        ["textual-inversion"] = LoraContent.Embedding,
        ["embedding"] = LoraContent.Embedding,
        ["text-encoder"] = LoraContent.TextEncoder,
        ["checkpoint"] = LoraContent.Checkpoint,
        ["ip-adapter"] = LoraContent.IpAdapter,
        ["controlnet"] = LoraContent.ControlNet,
    };

    private readonly SparseFiles _sparse = new();
    private readonly SortedDictionary<string, Score> _families = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Score> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Score> _ranks = new(StringComparer.Ordinal);
    private readonly Score _alphas = new("alpha of whole files");
    private readonly Score _family = new("family, A to C together", 0.99, isSummary: true);

    public IEnumerable<Score> All => [.. _families.Values, _family, .. _kinds.Values, .. _ranks.Values, _alphas];

    public async Task AddAsync(string folder)
    {
        foreach (var row in Table.Read(Path.Combine(folder, "manifest.tsv")))
        {
            var name = row["file"];
            var path = Path.Combine(folder, name);
            var inspection = await InspectAsync(name.StartsWith("headers/", StringComparison.Ordinal) ? _sparse.Make(path) : path);
            Add(row, name, inspection);
        }
    }

    public void Dispose() => _sparse.Dispose();

    public static async Task<LoraInspection> InspectAsync(string path)
    {
        using var source = new FileByteSource(path);
        // The folder of this one says nothing about the file.
        return await LoraInspector.Default.InspectAsync(source, Path.GetFileName(path));
    }

    private void Add(IReadOnlyDictionary<string, string> row, string name, LoraInspection inspection)
    {
        var tier = row["tier"];
        var isEvidence = tier != "D";
        var identification = inspection.Identification;
        if (row["expected_arch"].Length > 0)
        {
            var label = new Label(row["expected_arch"]);
            var (isRight, actual) = (label.Fits(identification.Family), Describe(identification.Family));
            ScoreOf(_families, "family", tier, 0).Add(isRight, name, label.ToString(), actual);
            if (isEvidence)
            {
                _family.Add(isRight, name, label.ToString(), actual);
            }
        }

        AddKinds(ScoreOf(_kinds, "kinds", tier, isEvidence ? 1 : 0), row["expected_kind"], name, identification);
        if (ExpectedRank(row["expected_rank"]) is (true, var rank))
        {
            ScoreOf(_ranks, "rank", tier, isEvidence ? 1 : 0).Add(HasRank(identification.Rank, rank), name, Describe(rank), Describe(identification.Rank));
        }

        if (name.StartsWith("files/alpha_", StringComparison.Ordinal))
        {
            var alpha = RangeOf(row["expected_alpha"]);
            _alphas.Add(Equals(identification.Alpha, alpha), name, Describe(alpha), Describe(identification.Alpha));
        }
    }

    private static void AddKinds(Score score, string expected, string name, LoraIdentification identification)
    {
        const string NotLora = "not-lora:";
        if (expected.StartsWith(NotLora, StringComparison.Ordinal))
        {
            score.Add(Contents.TryGetValue(expected[NotLora.Length..], out var content) && identification.Content == content, name, expected, identification.Content.ToString());
            return;
        }

        // A plus means all of these, a bar that the file does not tell which.
        var kinds = expected.Split('|', '+').Order(StringComparer.Ordinal).ToList();
        var isRight = expected.Contains('|', StringComparison.Ordinal)
            ? identification.Kinds.Count > 0 && identification.Kinds.All(kind => kinds.Contains(kind, StringComparer.Ordinal))
            : kinds.SequenceEqual(identification.Kinds.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        score.Add(isRight, name, expected, string.Join('+', identification.Kinds));
    }

    private static (bool IsAsked, InspectionRange? Rank) ExpectedRank(string text) => text switch
    {
        "" => (false, null),
        _ when text.Contains("block size", StringComparison.Ordinal) => (true, null),
        _ => (true, RangeOf(text)),
    };

    // A single number is the rank that was asked for. Layers narrower than that have less.
    private static bool HasRank(InspectionRange? actual, InspectionRange? expected) =>
        actual is { } found && expected is { } wanted && wanted.Min.Equals(wanted.Max) ? found.Max.Equals(wanted.Max) : Equals(actual, expected);

    private static InspectionRange? RangeOf(string text)
    {
        var numbers = Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return numbers.Count == 0 ? null : new InspectionRange(numbers.Min(), numbers.Max());
    }

    private static Score ScoreOf(SortedDictionary<string, Score> scores, string what, string tier, double target)
    {
        if (!scores.TryGetValue(tier, out var score))
        {
            scores[tier] = score = new Score($"{what}, tier {tier}", target);
        }

        return score;
    }

    private static string Describe(LoraFamilyMatch family) =>
        $"{family.Id} {family.Variant} ({family.Confidence}{(family.Candidates.Count > 0 ? $": {string.Join(" or ", family.Candidates)}" : string.Empty)})";

    private static string Describe(InspectionRange? range) => range is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Min}-{known.Max}") : "none";

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
