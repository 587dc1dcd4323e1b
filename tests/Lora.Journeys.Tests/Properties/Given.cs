using FsCheck;
using FsCheck.Fluent;
using Lora.Testing;

namespace Lora.Journeys.Tests.Properties;

/// <summary>Generators of workspaces and files.</summary>
public static class Given
{
    private static readonly Gen<string> Stems = Gen.Elements(
        "neon-rain_high_noise", "neon-rain_low_noise", "한국 수채화", "Übermut (v2)", "100% real_style", "name.with.dots", "emoji 🎨", "a", new string('x', 200));

    public static Gen<LoraWorkspaceId> Workspace { get; } =
        Gen.Elements("ada", "Ada", "bob", "studio/한국", "team 42").Select(name => new LoraWorkspaceId(name));

    public static Gen<GivenFile> File { get; } =
        from stem in Stems
        from extension in Gen.Elements(".safetensors", ".ckpt", ".SafeTensors")
        from size in Gen.Frequency((8, Gen.Choose(LoraTestFile.MinSize, 4096)), (1, Gen.Constant(200_000)))
        from seed in Gen.Choose(0, int.MaxValue)
        from inParts in ArbMap.Default.GeneratorFor<bool>()
        select new GivenFile(stem + extension, size, seed, inParts);
}
