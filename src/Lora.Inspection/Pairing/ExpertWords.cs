namespace Lora.Inspection.Pairing;

/// <summary>
/// Finds the words of a name that say the noise expert: "high", "LowNoise", "noise_high", "t2vHigh", "HN", "_L". A "low" that belongs to the next word, such as "low cfg" or
/// "low VRAM", is ignored, and so are words such as "slow" and "highway".
/// </summary>
internal static class ExpertWords
{
    private static readonly HashSet<string> Neighbours = new(StringComparer.Ordinal)
    {
        "angle", "angles", "cfg", "guidance", "vram", "ram", "mem", "memory", "step", "steps", "res", "resolution", "quality", "speed", "fps", "bit", "bits",
        "poly", "key", "heel", "heels", "school", "waist", "waisted", "definition", "fi",
    };

    // A single letter says an expert only at the end of a name, followed by nothing but a version, a count or a precision.
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "v", "ver", "version", "e", "ep", "epoch", "epochs", "s", "step", "steps", "r", "rank", "dim", "fp", "bf", "lora", "noise", "safetensors", "ckpt", "pt",
    };

    // "CLIP-L" is a text encoder, "Q3_K_L" a quantisation.
    private static readonly HashSet<string> BeforeLetter = new(StringComparer.Ordinal) { "clip", "vit", "k", "size", "t" };

    private static readonly (string Text, bool IsHigh)[] Foreign = [("高噪", true), ("低噪", false), ("高ノイズ", true), ("低ノイズ", false)];

    /// <summary>Returns the clearest words in the name, in order.</summary>
    public static IReadOnlyList<ExpertWord> Find(string name)
    {
        var tokens = ExpertToken.Split(name);
        var found = new List<ExpertWord>();
        for (var number = 0; number < tokens.Count; number++)
        {
            if (Read(tokens, number) is { } word)
            {
                found.Add(word);
            }
        }

        foreach (var (text, isHigh) in Foreign)
        {
            for (var start = name.IndexOf(text, StringComparison.Ordinal); start >= 0; start = name.IndexOf(text, start + text.Length, StringComparison.Ordinal))
            {
                found.Add(new(start, text.Length, isHigh, ExpertClarity.Noise));
            }
        }

        var clearest = found.Count == 0 ? ExpertClarity.Short : found.Max(word => word.Clarity);
        return [.. found.Where(word => word.Clarity == clearest).OrderBy(word => word.Start)];
    }

    private static ExpertWord? Read(List<ExpertToken> tokens, int number)
    {
        var token = tokens[number];
        if (ReadFused(token) is { } fused)
        {
            return fused;
        }

        var after = number + 1 < tokens.Count ? tokens[number + 1].Text : string.Empty;
        if (LevelOf(token.Text) is not var (isHigh, clarity) || Neighbours.Contains(after))
        {
            return null;
        }

        if (IsNoise(tokens, number + 1) || SharesNoise(tokens, number) || FollowsNoise(tokens, number))
        {
            clarity = ExpertClarity.Noise;
        }

        return token.Text.Length == 1 && clarity == ExpertClarity.Short && !IsLastWord(tokens, number) ? null : new(token.Start, token.Text.Length, isHigh, clarity);
    }

    // "LOWNOISEFP" and "noisehigh", but not "flownoise".
    private static ExpertWord? ReadFused(ExpertToken token)
    {
        foreach (var (level, isHigh) in (ReadOnlySpan<(string, bool)>)[("high", true), ("low", false), ("hi", true), ("lo", false)])
        {
            if (token.Text.StartsWith(level + "noise", StringComparison.Ordinal))
            {
                return new(token.Start, level.Length, isHigh, ExpertClarity.Noise);
            }

            if (level.Length > 2 && token.Text.EndsWith("noise" + level, StringComparison.Ordinal))
            {
                return new(token.Start + token.Text.Length - level.Length, level.Length, isHigh, ExpertClarity.Noise);
            }
        }

        return null;
    }

    private static (bool IsHigh, ExpertClarity Clarity)? LevelOf(string token) => token switch
    {
        "high" or "hn" => (true, ExpertClarity.Bare),
        "low" or "ln" => (false, ExpertClarity.Bare),
        "hi" or "h" => (true, ExpertClarity.Short),
        "lo" or "l" => (false, ExpertClarity.Short),
        _ => null,
    };

    private static bool IsLastWord(List<ExpertToken> tokens, int number) =>
        tokens[number].StandsAlone && (number == 0 || !BeforeLetter.Contains(tokens[number - 1].Text)) && tokens.Skip(number + 1).All(token => Endings.Contains(token.Text));

    private static bool IsNoise(List<ExpertToken> tokens, int number) => number < tokens.Count && tokens[number].Text.StartsWith("noise", StringComparison.Ordinal);

    private static bool IsLevel(List<ExpertToken> tokens, int number) => number >= 0 && number < tokens.Count && LevelOf(tokens[number].Text) is not null;

    // "low_high_noise" and "high and low noise" mean both.
    private static bool SharesNoise(List<ExpertToken> tokens, int number)
    {
        var next = number + 1 < tokens.Count && tokens[number + 1].Text == "and" ? number + 2 : number + 1;
        return IsLevel(tokens, next) ? IsNoise(tokens, next + 1) : next < tokens.Count && ReadFused(tokens[next]) is not null;
    }

    // "noise_high", but not in "low_noise_high", where "noise" belongs to "low".
    private static bool FollowsNoise(List<ExpertToken> tokens, int number) => number > 0 && tokens[number - 1].Text == "noise" && !IsLevel(tokens, number - 2);
}
