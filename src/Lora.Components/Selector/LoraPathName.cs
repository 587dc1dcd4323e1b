namespace Lora.Components;

internal static class LoraPathName
{
    /// <summary>What to call a LoRA of which only the path is known: the last segment without its extension.</summary>
    public static string Of(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        var extension = LoraFileRules.ExtensionOf(name)?.Length ?? 0;
        return name.Length > extension ? name[..^extension] : path;
    }
}
