using System.Text;
using Lora.Inspection.Formats;

namespace Lora.Inspection.Pairing;

/// <summary>
/// Finds the partner of a LoRA for a model with a high-noise and a low-noise expert: the same name with the expert's word swapped or left out, and the same family and kinds. If
/// several match, the one with the same rank. The order of the candidates does not matter.
/// </summary>
internal static class PairFinder
{
    /// <summary>Returns the partner of a LoRA, or <see langword="null"/> if no candidate or more than one matches.</summary>
    /// <param name="item">The LoRA.</param>
    /// <param name="others">The candidates; <paramref name="item"/> itself may be among them.</param>
    public static PairCandidate? Find(PairCandidate item, IEnumerable<PairCandidate> others)
    {
        var (role, stem) = (RoleOf(item), StemOf(item));
        if (role is not (LoraNoiseExpert.High or LoraNoiseExpert.Low) || stem.Length == 0)
        {
            return null;
        }

        var wanted = role == LoraNoiseExpert.High ? LoraNoiseExpert.Low : LoraNoiseExpert.High;
        var found = others
            .Where(other => other.Id != item.Id && RoleOf(other) == wanted && Matches(item, other) && StemOf(other) == stem)
            .DistinctBy(other => other.Id, StringComparer.Ordinal)
            .ToList();
        var alike = found.Where(other => other.Rank is null || item.Rank is null || other.Rank.Equals(item.Rank)).Take(2).ToList();
        return found.Count == 1 ? found[0] : alike.Count == 1 ? alike[0] : null;
    }

    /// <summary>Returns the longest word that the partner's name has too, to search for it; empty if the name says nothing but the expert.</summary>
    public static string SharedWord(string fileName) => StemOf(fileName).Split(' ').MaxBy(word => word.Length) ?? string.Empty;

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

    // A name may consist of nothing else, such as "high_noise_model".
    private static string WithoutNoise(string stem)
    {
        var words = stem.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] own = [.. words.Where(static word => word is not ("noise" or "model" or "expert"))];
        return string.Join(' ', own.Length > 0 ? own : words);
    }
}
