namespace Lora.Tool;

/// <summary>Finds the files that paths refer to: a file is itself, and a folder is every model file below it, sorted by path.</summary>
internal static class FileFinder
{
    /// <summary>The extensions of model files.</summary>
    public static readonly IReadOnlySet<string> Extensions = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".pkl" };

    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    public static List<string> Find(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var start = found.Count;
                found.AddRange(Directory.EnumerateFiles(path, "*", Recursive).Where(static file => Extensions.Contains(Path.GetExtension(file))));
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
