using System.Text.RegularExpressions;

namespace Lora.Architecture.Tests;

/// <summary>Code, tests and documents use the words of the field. <c>words.txt</c> lists the words to avoid.</summary>
public sealed class WordListTests
{
    private static readonly string[] Folders = ["src", "tests", "samples", "eng", "docs", "bench", ".github"];

    private static readonly string[] Extensions = [".cs", ".razor", ".js", ".css", ".resx", ".sh", ".md", ".yml", ".json", ".csproj", ".props", ".targets"];

    /// <summary>The changelog names API that no longer exists.</summary>
    private static readonly string[] Exceptions = ["CHANGELOG.md"];

    private static readonly WordRule[] Rules = [.. WordRule.Read(Path.Combine(Repository.Root, "tests", "Lora.Architecture.Tests", "words.txt"))];

    private static readonly (string Path, string[] Lines)[] Files =
    [
        .. Folders.SelectMany(static folder => Repository.Sources(folder, Extensions))
            .Concat(new[] { "*.md", "*.props", "*.targets", "*.js" }.SelectMany(static pattern => Directory.EnumerateFiles(Repository.Root, pattern)))
            .Append(Path.Combine(Repository.Root, ".editorconfig"))
            .Where(static path => !Exceptions.Contains(Path.GetFileName(path), StringComparer.Ordinal))
            .Where(static path => !path.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .Select(static path => (Repository.Relative(path), File.ReadAllLines(path))),
    ];

    public static TheoryData<string> Patterns => [.. Rules.Select(static rule => rule.Pattern)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Text_does_not_contain_a_word_to_avoid(string pattern)
    {
        var rule = Rules.Single(candidate => candidate.Pattern == pattern);
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var hits = Files.Where(file => rule.AppliesTo(file.Path)).SelectMany(file => Find(file.Path, file.Lines, regex)).ToList();
        Assert.True(hits.Count == 0, $"Write instead: {rule.Recommendation}{Environment.NewLine}{string.Join(Environment.NewLine, hits)}");
    }

    private static IEnumerable<string> Find(string path, string[] lines, Regex regex)
    {
        if (regex.Match(Path.GetFileName(path)) is { Success: true } name)
        {
            yield return $"{path}: '{name.Value}' in the file name";
        }

        for (var index = 0; index < lines.Length; index++)
        {
            if (regex.Match(lines[index]) is { Success: true } match)
            {
                yield return $"{path}:{index + 1}: '{match.Value}'";
            }
        }
    }
}
