namespace Lora.Tool;

/// <summary>Finds the files that paths mean: a file itself, and of a folder every file with the extension of a model, in the order of their names.</summary>
internal static class FileFinder
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".pkl" };

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>The paths that are neither a file nor a folder.</summary>
    public static List<string> FindMissing(IEnumerable<string> paths) => [.. paths.Where(path => !File.Exists(path) && !Directory.Exists(path))];

    public static List<string> Find(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var start = found.Count;
                found.AddRange(Directory.EnumerateFiles(path, "*", Everywhere).Where(file => Extensions.Contains(Path.GetExtension(file))));
                found.Sort(start, found.Count - start, StringComparer.Ordinal);
            }
            else
            {
                found.Add(path);
            }
        }

        return found;
    }
}
