namespace Lora.Inspection.Pairing;

/// <summary>
/// Finds the words of a name that say for which expert a LoRA is: "high", "LowNoise", "noise_high", "t2vHigh". A bare "low" says nothing beside a word that it belongs to,
/// such as "low cfg" or "low VRAM"; "slow" and "highway" are other words.
/// </summary>
internal static class ExpertWords
{
    private const int MaxLength = 512;

    private static readonly HashSet<string> Neighbours = new(StringComparer.Ordinal)
    {
        "angle", "angles", "cfg", "guidance", "vram", "ram", "mem", "memory", "step", "steps", "res", "resolution", "quality", "speed", "fps", "bit", "bits",
    };

    /// <summary>The words, in order. Bare ones only where no word says noise.</summary>
    public static IReadOnlyList<ExpertWord> Find(string name)
    {
        var tokens = Tokens(name);
        var found = new List<ExpertWord>();
        for (var number = 0; number < tokens.Count; number++)
        {
            if (Read(tokens, number) is { } word)
            {
                found.Add(word);
            }
        }

        return found.Exists(word => word.SaysNoise) ? found.FindAll(word => word.SaysNoise) : found;
    }

    private static ExpertWord? Read(List<Token> tokens, int number)
    {
        var token = tokens[number];
        if (Split(token.Text) is not var (isHigh, rest))
        {
            return null;
        }

        if (rest.StartsWith("noise", StringComparison.Ordinal))
        {
            return new(token.Start, isHigh ? 4 : 3, isHigh, SaysNoise: true);
        }

        if (rest.Length > 0)
        {
            return null;
        }

        var after = number + 1 < tokens.Count ? tokens[number + 1].Text : string.Empty;
        if (Neighbours.Contains(after))
        {
            return null;
        }

        var saysNoise = IsNoise(tokens, number + 1) || SharesNoise(tokens, number) || FollowsNoise(tokens, number);
        return saysNoise || !BelongsToWordBefore(tokens, number) ? new(token.Start, token.Text.Length, isHigh, saysNoise) : null;
    }

    private static bool IsNoise(List<Token> tokens, int number) => number < tokens.Count && tokens[number].Text.StartsWith("noise", StringComparison.Ordinal);

    private static bool IsSide(List<Token> tokens, int number) => number >= 0 && number < tokens.Count && tokens[number].Text is "high" or "low";

    // "low_high_noise" means both.
    private static bool SharesNoise(List<Token> tokens, int number) => number + 1 < tokens.Count && Split(tokens[number + 1].Text) is var (_, after) && (after.StartsWith("noise", StringComparison.Ordinal) || (after.Length == 0 && IsNoise(tokens, number + 2)));

    // "noise_high", but not in "low_noise_high", where the noise is that of the low one.
    private static bool FollowsNoise(List<Token> tokens, int number) => number > 0 && tokens[number - 1].Text == "noise" && !IsSide(tokens, number - 2);

    // "cfg_low", but not "low_angle_HIGH", where the angle is the low one's, nor "4steps_high", where the steps are the number's.
    private static bool BelongsToWordBefore(List<Token> tokens, int number) =>
        number > 0 && Neighbours.Contains(tokens[number - 1].Text) && !IsSide(tokens, number - 2) && !tokens[number - 1].FollowsDigit;

    private static (bool IsHigh, string After)? Split(string token) =>
        token.StartsWith("high", StringComparison.Ordinal) ? (true, token[4..]) : token.StartsWith("low", StringComparison.Ordinal) ? (false, token[3..]) : null;

    // Words end at signs, at digits, and where a capital begins one.
    private static List<Token> Tokens(string name)
    {
        var tokens = new List<Token>();
        var text = name.AsSpan(0, Math.Min(name.Length, MaxLength));
        var start = 0;
        for (var position = 0; position <= text.Length; position++)
        {
            if (position == text.Length || !char.IsLetter(text[position]) || (position > start && IsBorder(text, position)))
            {
                if (position > start)
                {
                    tokens.Add(new(start, text[start..position].ToString().ToLowerInvariant(), start > 0 && char.IsDigit(text[start - 1])));
                }

                start = position < text.Length && char.IsLetter(text[position]) ? position : position + 1;
            }
        }

        return tokens;
    }

    private static bool IsBorder(ReadOnlySpan<char> text, int position) =>
        (char.IsLower(text[position - 1]) && char.IsUpper(text[position]))
        || (char.IsUpper(text[position - 1]) && char.IsUpper(text[position]) && position + 1 < text.Length && char.IsLower(text[position + 1]));

    private sealed record Token(int Start, string Text, bool FollowsDigit);
}
