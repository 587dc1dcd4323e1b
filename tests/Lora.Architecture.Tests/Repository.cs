namespace Lora.Architecture.Tests;

/// <summary>The source tree of the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryFolder.Path;

    public static IEnumerable<string> Sources(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal))
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
