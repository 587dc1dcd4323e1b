namespace Lora.Inspection.Metadata;

/// <summary>Splits a name into lowercase words: at punctuation, between letters and digits, and before a capital that follows a lowercase letter.</summary>
internal static class NameWords
{
    private const int MaxLength = 512;

    public static List<string> Of(string name)
    {
        var words = new List<string>();
        var text = name.AsSpan(0, Math.Min(name.Length, MaxLength));
        var start = 0;
        for (var position = 0; position <= text.Length; position++)
        {
            if (position == text.Length || !char.IsLetterOrDigit(text[position]) || (position > start && IsBorder(text, position)))
            {
                if (position > start)
                {
                    words.Add(text[start..position].ToString().ToLowerInvariant());
                }

                start = position < text.Length && char.IsLetterOrDigit(text[position]) ? position : position + 1;
            }
        }

        return words;
    }

    // "t2vHigh" and "HIGHNoise": a capital after a lowercase letter, and the last capital before a lowercase letter.
    private static bool IsBorder(ReadOnlySpan<char> text, int position)
    {
        var (before, here) = (text[position - 1], text[position]);
        return char.IsDigit(before) != char.IsDigit(here)
            || (char.IsLower(before) && char.IsUpper(here))
            || (char.IsUpper(before) && char.IsUpper(here) && position + 1 < text.Length && char.IsLower(text[position + 1]));
    }
}
