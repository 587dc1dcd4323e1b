using System.Text;
using Lora.Inspection.Formats;
using Lora.Inspection.Pairing;

namespace Lora.Inspection;

/// <summary>
/// Finds the other half of a LoRA for a model with a high-noise and a low-noise expert: the same name with the expert's word swapped or left out,
/// the same family, kinds and rank. Pure; the order of the items does not matter.
/// </summary>
public static class LoraPairing
{
    /// <summary>Finds the other half of <paramref name="item"/>.</summary>
    /// <param name="item">The half that is there.</param>
    /// <param name="others">All that may be the other half; <paramref name="item"/> itself may be among them.</param>
    public static LoraPairFinding Find(LoraPairItem item, IEnumerable<LoraPairItem> others)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(others);
        var (role, stem) = (RoleOf(item), StemOf(item));
        if (role is not (LoraExpertRole.High or LoraExpertRole.Low) || stem.Length == 0)
        {
            return LoraPairFinding.None;
        }

        var wanted = role == LoraExpertRole.High ? LoraExpertRole.Low : LoraExpertRole.High;
        var found = others
            .Where(other => other.Id != item.Id && RoleOf(other) == wanted && Matches(item, other) && StemOf(other) == stem)
            .DistinctBy(other => other.Id, StringComparer.Ordinal)
            .OrderBy(other => other.Id, StringComparer.Ordinal)
            .ToList();
        var half = wanted == LoraExpertRole.High ? "high" : "low";
        return found.Count switch
        {
            0 => LoraPairFinding.None,
            1 => new(found[0], [], $"{found[0].Name} is the {half}-noise half: the same name with high and low swapped."),
            _ => new(null, found, $"{found.Count} files could be the {half}-noise half."),
        };
    }

    /// <summary>Finds all pairs: the high-noise half first, each LoRA in one pair at most. Where the other half is not certain there is no pair.</summary>
    /// <param name="items">The LoRAs.</param>
    public static IReadOnlyList<(LoraPairItem High, LoraPairItem Low)> FindAll(IEnumerable<LoraPairItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var pairs = new List<(LoraPairItem, LoraPairItem)>();
        var groups = items
            .DistinctBy(item => item.Id, StringComparer.Ordinal)
            .Where(item => RoleOf(item) is LoraExpertRole.High or LoraExpertRole.Low)
            .OrderBy(item => item.Id, StringComparer.Ordinal)
            .GroupBy(StemOf, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            List<LoraPairItem> members = [.. group];
            foreach (var high in members.Where(item => RoleOf(item) == LoraExpertRole.High))
            {
                if (Find(high, members).Sibling is { } low && Find(low, members).Sibling == high)
                {
                    pairs.Add((high, low));
                }
            }
        }

        return pairs;
    }

    /// <summary>A word that stands in the name of the other half too: the longest one. Empty where the name has nothing but the expert.</summary>
    internal static string SharedWord(string fileName) => StemOf(fileName).Split(' ').MaxBy(word => word.Length) ?? string.Empty;

    private static LoraExpertRole RoleOf(LoraPairItem item) => item.Role == LoraExpertRole.Unknown ? LoraExpertNames.FindFromName(FileStem.Of(item.Name)).Role : item.Role;

    private static bool Matches(LoraPairItem one, LoraPairItem other) =>
        (IsUnknown(one.Family) || IsUnknown(other.Family) || one.Family == other.Family)
        && (one.Rank is null || other.Rank is null || one.Rank.Equals(other.Rank))
        && (one.Kinds.Count == 0 || other.Kinds.Count == 0 || one.Kinds.Order(StringComparer.Ordinal).SequenceEqual(other.Kinds.Order(StringComparer.Ordinal)));

    private static bool IsUnknown(string? family) => string.IsNullOrEmpty(family) || family == LoraFamilies.Unknown;

    // The name without its expert words and without the noise beside them; letters and digits of any script, with one gap between words.
    private static string StemOf(LoraPairItem item) => StemOf(item.Name);

    private static string StemOf(string fileName)
    {
        // Half a surrogate pair cannot be normalised; going through UTF-8 makes it a replacement character.
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

    private static string WithoutNoise(string stem) => string.Join(' ', stem.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("noise" or "model" or "expert")));
}
