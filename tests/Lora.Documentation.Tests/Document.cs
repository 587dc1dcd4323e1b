using Lora.Architecture.Tests;

namespace Lora.Documentation.Tests;

internal static class Document
{
    /// <summary>Gets the paths of all documents, including the READMEs of packages.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. Repository.Sources("docs", ".md"),
        .. Repository.Sources("bench", ".md"),
        .. Repository.Sources(".github", ".md"),
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(static folder => Path.Combine(folder, "README.md")).Where(File.Exists),
    ];
}
