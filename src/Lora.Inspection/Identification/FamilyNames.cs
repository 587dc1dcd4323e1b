using Lora.Inspection.Metadata;
namespace Lora.Inspection.Identification;

/// <summary>Finds the family of a name with the names in the rules.</summary>
internal static class FamilyNames
{
    private static readonly string[] Kinds = ["", "lora", "dora", "lokr", "loha", "locon", "lycoris", "control-lora", "oft", "textual-inversion", "controlnet"];

    // What trainers write if they don't know the base model.
    private static readonly string[] Nothing = ["", "unknown", "other", "custom", "none", "na", "true", "false", "auto", "lora", "default", "model", "checkpoint"];

    // The name of a file says nothing about its architecture, and may be private.
    private static readonly string[] Files = [".safetensors", ".sft", ".ckpt", ".pt", ".pth", ".bin", ".gguf", ".onnx", ".json", ".yaml", ".yml", ".toml"];

    private static readonly string[] Variants = ["kontext", "fill", "inpaint", "depth", "canny", "edit", "lora-depth", "lora-canny"];

    /// <summary>Returns the family and variant of a name such as <c>flux-1-schnell/lora</c> or <c>Wan-AI/Wan2.2-I2V-A14B</c>; <see langword="null"/> if no family has this name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="rules">The families.</param>
    /// <param name="anyVersion">Whether a version that no rule lists is ignored. Names of files contain many numbers.</param>
    public static (string Id, string? Variant)? Find(string name, LoraRuleSet rules, bool anyVersion = false)
    {
        var plain = MetadataText.Plain(LastPart(name));
        if (rules.Compiled.FindId(plain) is { } id)
        {
            return (id, null);
        }

        foreach (var (family, hint) in rules.Compiled.NamesFor(plain))
        {
            if (NameVersions.IsLike(plain, hint.Pattern, anyVersion))
            {
                return (family, hint.Variant);
            }
        }

        return null;
    }

    /// <summary>Returns the part of a text that can be the name of a base model, or <see langword="null"/> if it says none.</summary>
    public static string? NameOf(string text)
    {
        var name = LastPart(text).Trim();
        return IsNothing(text) || IsNothing(name) || IsFile(name) || CountLetters(name) < 2 ? null : name.ToString();
    }

    /// <summary>Returns the variant of a known family that the words of a name say, or <see langword="null"/>.</summary>
    public static string? FindVariant(string name, FamilyRule family)
    {
        if (family.Words.Count == 0)
        {
            return null;
        }

        var plain = MetadataText.Plain(name);
        List<string>? words = null;
        NameHint? best = null;
        foreach (var hint in family.Words)
        {
            if (hint.Pattern.Length > (best?.Pattern.Length ?? 0)
                && (hint.Pattern.Length >= 6 ? plain.Contains(hint.Pattern, StringComparison.Ordinal) : (words ??= NameWords.Of(name)).Contains(hint.Pattern) || IsVersion(plain, hint.Pattern)))
            {
                best = hint;
            }
        }

        return best?.Variant;
    }

    private static bool IsNothing(ReadOnlySpan<char> text) => Array.IndexOf(Nothing, MetadataText.Plain(text)) >= 0;

    private static bool IsFile(ReadOnlySpan<char> name)
    {
        foreach (var file in Files)
        {
            if (name.EndsWith(file, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int CountLetters(ReadOnlySpan<char> name)
    {
        var letters = 0;
        foreach (var character in name)
        {
            letters += char.IsLetter(character) ? 1 : 0;
        }

        return letters;
    }

    // "wan22" is one word in the rules and several in a name: "Wan2.2".
    private static bool IsVersion(string plain, string pattern) => char.IsDigit(pattern[^1]) && plain.Contains(pattern, StringComparison.Ordinal);

    // "owner/name", "name/lora", "name/kontext" and paths: the last part that is not a kind of network, with the variant after it.
    private static ReadOnlySpan<char> LastPart(string name)
    {
        var rest = name.AsSpan();
        while (true)
        {
            var slash = rest.LastIndexOfAny('/', '\\');
            if (slash >= 0 && IsOne(rest[(slash + 1)..], Kinds))
            {
                rest = rest[..slash];
            }
            else if (slash > 0 && IsOne(rest[(slash + 1)..], Variants))
            {
                return rest[(rest[..slash].LastIndexOfAny('/', '\\') + 1)..];
            }
            else
            {
                return rest[(slash + 1)..];
            }
        }
    }

    private static bool IsOne(ReadOnlySpan<char> part, ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (part.Trim().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
