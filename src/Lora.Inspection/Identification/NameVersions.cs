namespace Lora.Inspection.Identification;

/// <summary>
/// Compares names with the patterns of <see cref="NameHint"/>. A version that no pattern lists is that of another model, so <c>qwenimage*</c> is Qwen-Image-Edit but not
/// Qwen-Image-3. Numbers that say something else, such as the format of the weights or the resolution, don't count.
/// </summary>
internal static class NameVersions
{
    private static readonly string[] Resolutions = ["256", "320", "384", "512", "640", "768", "896", "960", "1024", "1152", "1280", "1536", "2048", "4096"];

    private static readonly string[] Lines = ["240", "360", "480", "540", "576", "720", "1080", "1440", "2160"];

    private static readonly string[] Units = ["px", "bit", "step", "fps", "frame"];

    private static readonly string[] Formats = ["fp", "bf", "int", "nf", "tf", "e4m", "e5m"];

    private static readonly string[] Sources = ["t", "i", "s", "f", "r", "v", "fl", "text", "image", "video"];

    private static readonly string[] Targets = ["v", "i", "a", "world"];

    /// <summary>Returns whether a plain text matches a pattern. Takes at most time proportional to the product of both lengths.</summary>
    /// <param name="text">Letters and digits in lower case.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="anyVersion">Whether <c>*</c> stands for versions too, as <c>**</c> does.</param>
    public static bool IsLike(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool anyVersion = false)
    {
        var (position, place, afterStar, from, to, isFree) = (0, 0, -1, 0, 0, true);
        while (position < text.Length)
        {
            if (place < pattern.Length && pattern[place] == '*')
            {
                if (!isFree && HasVersion(text[from..to]))
                {
                    return false;
                }

                var stars = pattern[place..].IndexOfAnyExcept('*') is var length and >= 0 ? length : pattern.Length - place;
                (isFree, place, from, to) = (anyVersion || stars > 1, place + stars, position, position);
                afterStar = place;
            }
            else if (place < pattern.Length && pattern[place] == text[position])
            {
                (position, place) = (position + 1, place + 1);
            }
            else if (afterStar >= 0)
            {
                (place, position) = (afterStar, ++to);
            }
            else
            {
                return false;
            }
        }

        return pattern[place..].Trim('*').IsEmpty && (isFree || !HasVersion(text[from..to]));
    }

    private static bool HasVersion(ReadOnlySpan<char> text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (char.IsAsciiDigit(text[start]))
            {
                var run = text[start..].IndexOfAnyExceptInRange('0', '9');
                var end = run < 0 ? text.Length : start + run;
                if (!SaysSomethingElse(text[..start], text[start..end], text[end..]))
                {
                    return true;
                }

                start = end;
            }
        }

        return false;
    }

    private static bool SaysSomethingElse(ReadOnlySpan<char> before, ReadOnlySpan<char> number, ReadOnlySpan<char> after) =>
        IsOne(number, Resolutions)
        || StartsWith(after, Units)
        || (after is ['p', ..] && IsOne(number, Lines))
        || EndsWith(before, Formats)
        || (before is [.., 'e'] && after is ['m', ..])
        || (number is "2" && EndsWith(before, Sources) && StartsWith(after, Targets));

    private static bool IsOne(ReadOnlySpan<char> text, string[] texts)
    {
        foreach (var other in texts)
        {
            if (text.SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWith(ReadOnlySpan<char> text, string[] ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
