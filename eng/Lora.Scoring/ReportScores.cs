using System.Text.Json;
using Lora.Inspection;

namespace Lora.Scoring;

/// <summary>Files rebuilt from public bug reports, each with what must hold for it.</summary>
internal sealed class ReportScores : IDisposable
{
    private readonly SparseFiles _sparse = new();
    private readonly Score _cases = new("cases of bug reports");
    private readonly Score _certain = new("none wrong for certain");

    public IEnumerable<Score> All => [_cases, _certain];

    public async Task AddAsync(string folder)
    {
        var file = Path.Combine(folder, "reports", "cases.tsv");
        if (!File.Exists(file))
        {
            return;
        }

        foreach (var row in Table.Read(file))
        {
            var header = Path.Combine(folder, "reports", "headers", $"{row["case"]}.header.json");
            var inspection = await ContentScores.InspectAsync(_sparse.Make(header, $"{row["file_stem"]}.safetensors"));
            using var expected = JsonDocument.Parse(row["expected"]);
            var wrong = expected.RootElement.EnumerateObject().Where(member => !Holds(member, inspection, expected.RootElement)).Select(member => member.Name).ToList();
            var label = $"{row["case"]}: {row["what"]}";
            _cases.Add(wrong.Count == 0, label, row["expected"], $"{Describe(inspection)}; wrong: {string.Join(", ", wrong)}");
            _certain.Add(!IsCertainlyWrong(wrong, inspection.Identification), label, row["expected"], Describe(inspection));
        }
    }

    public void Dispose() => _sparse.Dispose();

    private static bool Holds(JsonProperty member, LoraInspection inspection, JsonElement all)
    {
        var identification = inspection.Identification;
        var family = identification.Family;
        return member.Name switch
        {
            "isLora" => (identification.Content == LoraContent.Lora) == member.Value.GetBoolean(),
            "kinds" => identification.Kinds.Order(StringComparer.Ordinal).SequenceEqual(Texts(member.Value).Order(StringComparer.Ordinal), StringComparer.Ordinal),
            "kindsinclude" => Texts(member.Value).TrueForAll(kind => identification.Kinds.Contains(kind, StringComparer.Ordinal)),
            "family" => Texts(member.Value) is var families && (families.Contains(family.Id) || (MayBeCandidate(all) && families.Exists(id => family.Candidates.Contains(id, StringComparer.Ordinal)))),
            "orcandidates" => true,
            "notfamily" => !Texts(member.Value).Contains(family.Id),
            "notcertain" => family.Confidence != InspectionConfidence.Certain || !Texts(member.Value).Contains(family.Id),
            "notcontent" => !Texts(member.Value).Contains(identification.Content.ToString(), StringComparer.OrdinalIgnoreCase),
            "variant" => family.Variant == member.Value.GetString(),
            "rank" => identification.Rank?.Max == member.Value.GetDouble(),
            "role" => RoleOf(identification.Expert) == member.Value.GetString(),
            "verdict" => inspection.Verdict.ToString().Equals(member.Value.GetString(), StringComparison.OrdinalIgnoreCase),
            _ => throw new InvalidDataException($"A case has the unknown member '{member.Name}'."),
        } && (all.TryGetProperty("verdict", out _) || inspection.Verdict == InspectionVerdict.Ok);
    }

    private static bool MayBeCandidate(JsonElement all) => all.TryGetProperty("orcandidates", out var allowed) && allowed.GetBoolean();

    private static bool IsCertainlyWrong(List<string> wrong, LoraIdentification identification) =>
        identification.Family.Confidence == InspectionConfidence.Certain && wrong.Exists(static member => member is "family" or "notfamily" or "notcertain");

    private static string RoleOf(LoraExpertMatch expert) =>
        expert.Role is LoraNoiseExpert.High or LoraNoiseExpert.Low ? expert.Role.ToString().ToLowerInvariant() : "none";

    private static List<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(static text => text.GetString()!)] : [value.GetString()!];

    private static string Describe(LoraInspection inspection)
    {
        var (family, identification) = (inspection.Identification.Family, inspection.Identification);
        var candidates = family.Candidates.Count > 0 ? $": {string.Join(" or ", family.Candidates)}" : string.Empty;
        return $"{inspection.Verdict} {identification.Content} {string.Join('+', identification.Kinds)} {family.Id} {family.Variant} ({family.Confidence}{candidates}) rank {identification.Rank?.Max} {identification.Expert.Role}";
    }
}
