using Lora.Inspection;

namespace Lora.Benchmarks.Catalogue;

/// <summary>Creates records as the product makes them, with about 1.8 kB of facts.</summary>
internal static class CatalogueRecords
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Subjects = ["portrait", "neon city", "watercolor", "한복 스타일", "slow dolly", "film grain", "anime lineart", "수채화 풍경", "product shot", "cyberpunk"];
    private static readonly (string Family, LoraNoiseExpert Role, int Share)[] Kinds =
    [
        ("flux1", LoraNoiseExpert.Unknown, 30), ("sdxl", LoraNoiseExpert.Unknown, 25), ("wan-14b", LoraNoiseExpert.High, 12), ("wan-14b", LoraNoiseExpert.Low, 12),
        ("sd1", LoraNoiseExpert.Unknown, 10), ("qwen-image", LoraNoiseExpert.Unknown, 6), ("hunyuan-video", LoraNoiseExpert.Unknown, 5),
    ];

    public static LoraRecord Create(LoraWorkspaceId workspace, int number, int count)
    {
        var mix = Mix(number);
        var id = Id(number);
        var (key, size) = File(workspace, number);
        var (family, role) = Kind((int)(mix >> 8) % 100);
        var subject = Subjects[(mix >> 4) % (uint)Subjects.Length];
        var rare = number % Math.Max(1, count / 5) == 7 ? " zanzibar 희귀한" : number % 100 == 3 ? " percent 백분" : "";
        var common = number % 5 < 2 ? "style" : "lora";
        var name = $"{subject} {common} {number}{rare}";
        var file = role == LoraNoiseExpert.Unknown ? name.Replace(' ', '_') : $"set_{number / 50}_{role}_noise";
        return new LoraRecord
        {
            Id = id,
            Workspace = workspace,
            Name = name,
            FileName = file + ".safetensors",
            StorageKey = key,
            Size = size,
            UploadedAt = Start.AddSeconds(number),
            LastUsedAt = number % 30 == 0 ? Start.AddSeconds(number + 100) : null,
            UseCount = number % 30 == 0 ? 3 : 0,
            Facts = Facts(family, role, number),
            StateChangedAt = Start,
            Stamp = id.Value,
        };
    }

    /// <summary>Returns the key and the size of a record's file.</summary>
    public static (string Key, long Size) File(LoraWorkspaceId workspace, int number) =>
        ($"loras/{workspace.ToKeySegment()}/{Id(number)}/style.safetensors", 50_000_000 + (Mix(number) % 2_000_000_000));

    private static uint Mix(int number) => (uint)number * 2_654_435_761u;

    private static LoraId Id(int number)
    {
        var time = Start.ToUnixTimeMilliseconds() + (number * 1000L);
        return new LoraId(new Guid((int)(time >> 16), (short)time, 0x7000, BitConverter.GetBytes(Mix(number) | (long)number << 32)));
    }

    private static (string Family, LoraNoiseExpert Role) Kind(int percent)
    {
        foreach (var (family, role, share) in Kinds)
        {
            if ((percent -= share) < 0)
            {
                return (family, role);
            }
        }

        return (Kinds[0].Family, Kinds[0].Role);
    }

    private static LoraFacts Facts(string family, LoraNoiseExpert role, int number) => new()
    {
        Inspection = new LoraInspection
        {
            Format = LoraFileFormat.Safetensors,
            RulesVersion = LoraInspector.RulesVersion,
            Identification = new LoraIdentification
            {
                Content = LoraContent.Lora,
                Family = new LoraFamilyMatch { Id = family, Confidence = InspectionConfidence.Certain },
                Evidence = [.. Enumerable.Range(0, 6).Select(static index => new InspectionEvidence($"The widths of the layers {index} agree with those that the rules of the model have for them."))],
                Expert = new LoraExpertMatch(role, null),
                Kinds = ["lora"],
                Rank = new InspectionRange(16, 16),
                Alpha = new InspectionRange(16, 16),
            },
            Metadata = new LoraMetadata { Title = $"Style {number}", TriggerWords = [$"sks{number % 1000}", "soft light"], SuggestedWords = ["1girl", "solo", "looking at viewer", "outdoors"] },
        },
        Hashes = new LoraHashes($"{number:x64}", $"{number + 1:x64}", $"{number:x8}"),
        Fingerprint = $"{number:x64}",
    };
}
