using System.Text;
using Lora.Inspection.Formats;

namespace Lora.Inspection.Pairing;

/// <summary>
/// Finds the partner of a LoRA for a model with a high-noise and a low-noise expert: the same name with the expert's word swapped or left out, and the same family and kinds. The
/// same rank is preferred. The order of the candidates does not matter, and the partner of the partner is always the LoRA itself if both have the same candidates.
/// </summary>
internal static class PairFinder
{
    private const string Noise = "noise";
    private static readonly string[] NoiseWords = [Noise, "噪", "ノイズ"];

    /// <summary>Returns the partner of a LoRA, or <see langword="null"/> if no candidate or more than one matches, or if another LoRA matches the partner as well.</summary>
    /// <param name="item">The LoRA.</param>
    /// <param name="others">The LoRAs of both experts; <paramref name="item"/> itself may be among them.</param>
    public static PairCandidate? Find(PairCandidate item, IEnumerable<PairCandidate> others)
    {
        List<PairCandidate> all = [item, .. others.Where(other => other.Id != item.Id).DistinctBy(other => other.Id, StringComparer.Ordinal)];
        return FindBest(item, all) is { } partner && FindBest(partner, all)?.Id == item.Id ? partner : null;
    }

    /// <summary>
    /// Returns what the names of a pair have in common: the name without the expert, or "noise" if the name says only the expert of the noise; empty if it says only the
    /// expert, and not that it is about noise.
    /// </summary>
    public static string Key(string fileName) =>
        StemOf(fileName) is { Length: > 0 } stem ? stem
        : ExpertWords.Find(FileStem.Of(fileName)) is [{ Clarity: ExpertClarity.Noise }, ..] && NoiseWords.Any(word => fileName.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Noise
        : string.Empty;

    private static PairCandidate? FindBest(PairCandidate item, List<PairCandidate> all)
    {
        var (role, stem) = (RoleOf(item), StemOf(item));
        if (role is not (LoraNoiseExpert.High or LoraNoiseExpert.Low) || (stem.Length == 0 && Key(item.Name).Length == 0))
        {
            return null;
        }

        var wanted = role == LoraNoiseExpert.High ? LoraNoiseExpert.Low : LoraNoiseExpert.High;
        var found = all.FindAll(other => RoleOf(other) == wanted && Matches(item, other) && StemOf(other) == stem && (stem.Length > 0 || IsAlike(item, other)));
        var equal = found.FindAll(other => HasRankOf(item, other));
        return equal.Count > 0 ? Single(equal) : Single(found);
    }

    private static PairCandidate? Single(List<PairCandidate> found) => found.Count == 1 ? found[0] : null;

    // Names such as "high_noise_model" say nothing else, so everything that is known about both must be the same.
    private static bool IsAlike(PairCandidate one, PairCandidate other) =>
        Key(other.Name).Length > 0 && !IsUnknown(one.Family) && one.Family == other.Family && one.Rank is not null && one.Rank.Equals(other.Rank);

    private static bool HasRankOf(PairCandidate one, PairCandidate other) => one.Rank is null || other.Rank is null || one.Rank.Equals(other.Rank);

    private static LoraNoiseExpert RoleOf(PairCandidate item) => item.Role == LoraNoiseExpert.Unknown ? ExpertNames.Find(FileStem.Of(item.Name)).Role : item.Role;

    private static bool Matches(PairCandidate one, PairCandidate other) =>
        (IsUnknown(one.Family) || IsUnknown(other.Family) || one.Family == other.Family)
        && (one.Kinds.Count == 0 || other.Kinds.Count == 0 || one.Kinds.Order(StringComparer.Ordinal).SequenceEqual(other.Kinds.Order(StringComparer.Ordinal)));

    private static bool IsUnknown(string? family) => string.IsNullOrEmpty(family) || family == LoraFamilies.Unknown;

    // The name without the words for the expert and the "noise" beside them: letters and digits of any script, one space between words.
    private static string StemOf(PairCandidate item) => StemOf(item.Name);

    private static string StemOf(string fileName)
    {
        // An unpaired surrogate can't be normalized; the round trip through UTF-8 replaces it.
        var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(FileStem.Of(fileName))).Normalize(NormalizationForm.FormC);
        foreach (var word in ExpertWords.Find(name).Reverse())
        {
            name = string.Concat(name.AsSpan(0, word.Start), " ", name.AsSpan(word.Start + word.Length));
        }

        var stem = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                stem.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (stem.Length > 0 && stem[^1] != ' ')
            {
                stem.Append(' ');
            }
        }

        return WithoutNoise(stem.ToString());
    }

    private static string WithoutNoise(string stem) => string.Join(' ', stem.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not (Noise or "model" or "expert")));
}
