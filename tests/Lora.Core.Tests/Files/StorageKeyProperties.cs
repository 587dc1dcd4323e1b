using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Storage;

namespace Lora.Core.Tests.Files;

public sealed class StorageKeyProperties
{
    private static readonly LoraId Id = LoraId.New(TimeProvider.System);

    [Property(DisplayName = "A storage key has only safe characters, stays in its folder and keeps the extension", MaxTest = 500)]
    public bool A_key_is_safe(NonEmptyString workspace, NonEmptyString stem, bool checkpoint)
    {
        var extension = checkpoint ? ".ckpt" : ".safetensors";
        if (Workspace(workspace.Get) is not { } id || LoraFileRules.CheckName(stem.Get + extension).Count > 0)
        {
            return true;
        }

        var key = LoraStorageKey.Make("loras", id, Id, stem.Get + extension);
        var parts = key.Split('/');
        return parts.Length == 4
            && parts[0] == "loras"
            && parts[2] == Id.ToString()
            && parts.All(part => part.Length is > 0 and <= 100 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            && key.EndsWith(extension, StringComparison.Ordinal)
            && parts[3].Length > extension.Length;
    }

    [Property(DisplayName = "Two workspaces never share a folder, even if file names ignore case", MaxTest = 1000)]
    public Property Two_workspaces_never_share_a_folder()
    {
        var names = Gen.OneOf(
            Gen.Elements("ada", "Ada", "ADA", "a/b", "a_b", "a b", "a-b", "-", "--", "한국", "í", new string('x', 64), new string('x', 65), new string('x', 128)),
            ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get));
        return Prop.ForAll(Gen.Two(names).ToArbitrary(), pair =>
            Workspace(pair.Item1) is not { } first
            || Workspace(pair.Item2) is not { } second
            || (first == second) == string.Equals(LoraStorageKey.Segment(first), LoraStorageKey.Segment(second), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("neon rain (v2).safetensors", "neon_rain_v2.safetensors")]
    [InlineData("한국어.safetensors", "lora.safetensors")]
    [InlineData("..hidden...name.ckpt", "hidden.name.ckpt")]
    [InlineData("A.CKPT", "A.ckpt")]
    public void Storage_key_contains_the_file_name(string fileName, string expected) =>
        Assert.Equal($"ada/{Id}/{expected}", LoraStorageKey.Make("", new LoraWorkspaceId("ada"), Id, fileName));

    private static LoraWorkspaceId? Workspace(string text)
    {
        try
        {
            return new LoraWorkspaceId(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
