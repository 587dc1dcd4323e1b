namespace Lora.Components;

internal static class LoraPathName
{
    /// <summary>Returns a display name from a path: the last segment without the extension.</summary>
    public static string Of(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        var extension = LoraFileRules.ExtensionOf(name)?.Length ?? 0;
        return name.Length > extension ? name[..^extension] : path;
    }
}
