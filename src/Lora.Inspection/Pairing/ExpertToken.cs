namespace Lora.Inspection.Pairing;

/// <summary>A lowercase word of a name. Words end at punctuation, at digits, before a capital, and where Latin letters meet another script.</summary>
/// <param name="Start">The position of the first letter.</param>
/// <param name="Text">The word.</param>
/// <param name="StandsAlone">Whether no letter or digit is next to it.</param>
internal sealed record ExpertToken(int Start, string Text, bool StandsAlone)
{
    private const int MaxLength = 512;
    private const char EndOfLatin = '\u0250';

    public static List<ExpertToken> Split(string name)
    {
        var tokens = new List<ExpertToken>();
        var text = name.AsSpan(0, Math.Min(name.Length, MaxLength));
        var start = 0;
        for (var position = 0; position <= text.Length; position++)
        {
            if (position == text.Length || !char.IsLetter(text[position]) || (position > start && IsBorder(text, position)))
            {
                if (position > start)
                {
                    var standsAlone = (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (position == text.Length || !char.IsLetterOrDigit(text[position]));
                    tokens.Add(new(start, text[start..position].ToString().ToLowerInvariant(), standsAlone));
                }

                start = position < text.Length && char.IsLetter(text[position]) ? position : position + 1;
            }
        }

        return tokens;
    }

    private static bool IsBorder(ReadOnlySpan<char> text, int position)
    {
        var (before, here) = (text[position - 1], text[position]);
        return (before < EndOfLatin) != (here < EndOfLatin)
            || (char.IsLower(before) && char.IsUpper(here))
            || (char.IsUpper(before) && char.IsUpper(here) && position + 1 < text.Length && char.IsLower(text[position + 1]));
    }
}
