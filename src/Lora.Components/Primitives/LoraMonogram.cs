using System.Globalization;
using System.Text;

namespace Lora.Components;

/// <summary>The placeholder for a LoRA without a thumbnail.</summary>
internal static class LoraMonogram
{
    /// <summary>The number of gradients in the theme, with the classes <c>lora-gradient-0</c> and up.</summary>
    public const int Gradients = 24;

    private const int FirstWideLetter = 0x1100;

    /// <summary>Returns the CSS class of the gradient for a key. Uses FNV-1a, because the result must be the same in every process.</summary>
    public static string GradientClass(string key)
    {
        var hash = 2166136261u;
        foreach (var letter in key)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        // Consecutive ids differ in few digits. The finalizer of MurmurHash3 distributes them over all gradients.
        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return string.Create(CultureInfo.InvariantCulture, $"lora-gradient-{(hash ^ (hash >> 16)) % Gradients}");
    }

    /// <summary>
    /// Returns two letters of a name, such as <c>Nr</c> for <c>neon-rain</c>, or one in wide scripts, such as <c>한</c>. A letter is a grapheme cluster.
    /// </summary>
    public static string Letters(string name)
    {
        var words = Words(name);
        if (words.Count == 0)
        {
            return string.Empty;
        }

        var first = StringInfo.GetNextTextElement(words[0]);
        if (char.ConvertToUtf32(first, 0) >= FirstWideLetter)
        {
            return first;
        }

        var second = words.Count > 1
            ? StringInfo.GetNextTextElement(words[1])
            : StringInfo.GetNextTextElement(words[0], first.Length);
        var wide = second.Length > 0 && char.ConvertToUtf32(second, 0) >= FirstWideLetter;
        return first.ToUpperInvariant() + (wide ? string.Empty : second.ToLowerInvariant());
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var joins = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
            if (rune != Rune.ReplacementChar && (Rune.IsLetterOrDigit(rune) || joins))
            {
                word.Append(rune);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
