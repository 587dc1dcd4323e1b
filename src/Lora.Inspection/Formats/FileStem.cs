namespace Lora.Inspection.Formats;

/// <summary>Removes folder and extension from a file name. A version such as "wan2.2-high" is not an extension.</summary>
internal static class FileStem
{
    private static readonly string[] Extensions = [".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".sft", ".gguf"];

    public static string Of(string path)
    {
        var name = path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        return Array.Find(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } found ? name[..^found.Length] : name;
    }
}
