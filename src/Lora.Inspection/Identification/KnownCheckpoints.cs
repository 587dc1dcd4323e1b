namespace Lora.Inspection.Identification;

/// <summary>Base checkpoints that trainers name by their Civitai number: <c>290640.safetensors</c>, or <c>urn:air:sdxl:checkpoint:civitai:257749@290640</c>.</summary>
internal static class KnownCheckpoints
{
    private static readonly Dictionary<long, (string Id, string Variant)> Versions = new()
    {
        [290640] = (LoraFamilies.Sdxl, "pony"),
        [889818] = (LoraFamilies.Sdxl, "illustrious"),
        [1389133] = (LoraFamilies.Sdxl, "illustrious"),
        [1546777] = (LoraFamilies.Sdxl, "illustrious"),
        [1116447] = (LoraFamilies.Sdxl, "noobai"),
        [1190596] = (LoraFamilies.Sdxl, "noobai"),
        [691639] = (LoraFamilies.Flux1, "dev"),
        [699279] = (LoraFamilies.Flux1, "schnell"),
    };

    private static readonly Dictionary<long, (string Id, string Variant)> Models = new()
    {
        [257749] = (LoraFamilies.Sdxl, "pony"),
        [795765] = (LoraFamilies.Sdxl, "illustrious"),
        [1232765] = (LoraFamilies.Sdxl, "illustrious"),
        [1369089] = (LoraFamilies.Sdxl, "illustrious"),
        [833294] = (LoraFamilies.Sdxl, "noobai"),
        [618692] = (LoraFamilies.Flux1, "dev"),
    };

    public static (string Id, string? Variant)? Find(string name, LoraRuleSet rules)
    {
        if (name.StartsWith("urn:air:", StringComparison.OrdinalIgnoreCase))
        {
            return FindUrn(name, rules);
        }

        var file = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var dot = file.IndexOf('.');
        return Number(dot < 0 ? file : file[..dot]) is { } number && Versions.TryGetValue(number, out var known) ? known : null;
    }

    // urn:air:{ecosystem}:{type}:{source}:{model}@{version}
    private static (string Id, string? Variant)? FindUrn(string urn, LoraRuleSet rules)
    {
        var parts = urn.Split(':', 7);
        if (parts.Length < 6)
        {
            return parts.Length > 2 ? FamilyNames.Find(parts[2], rules) : null;
        }

        var at = parts[5].IndexOf('@', StringComparison.Ordinal);
        if (parts[4].Equals("civitai", StringComparison.OrdinalIgnoreCase))
        {
            if (at >= 0 && Number(parts[5].AsSpan(at + 1)) is { } version && Versions.TryGetValue(version, out var known))
            {
                return known;
            }

            if (Number(at < 0 ? parts[5] : parts[5].AsSpan(0, at)) is { } model && Models.TryGetValue(model, out known))
            {
                return known;
            }
        }

        return FamilyNames.Find(parts[2], rules);
    }

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
