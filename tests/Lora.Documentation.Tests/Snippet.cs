using System.Text.RegularExpressions;
using Lora.Architecture.Tests;

namespace Lora.Documentation.Tests;

/// <summary>
/// A region of a compiled source file. Regions with the same name in one file are joined, so that a block can start with <c>using</c> directives and continue inside a method.
/// </summary>
/// <param name="Name">The name after <c>begin:</c>.</param>
/// <param name="Lines">The lines of the region, without their common indentation.</param>
internal sealed partial record Snippet(string Name, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<Snippet> All { get; } = [.. Repository.Sources("tests/Lora.Documentation.Tests/Snippets", ".cs", ".razor").SelectMany(Read)];

    /// <summary>Returns how many lines at the start are the same in a block.</summary>
    public int CountEqualLines(CodeBlock block) => Lines.Zip(block.Lines).TakeWhile(static pair => pair.First == pair.Second).Count();

    private static IEnumerable<Snippet> Read(string path)
    {
        var regions = new List<(string Name, List<string> Lines)>();
        var isOpen = false;
        foreach (var line in File.ReadLines(path))
        {
            if (Begin().Match(line) is { Success: true } begin)
            {
                isOpen = true;
                regions.Add((begin.Groups["name"].Value, []));
            }
            else if (End().IsMatch(line))
            {
                isOpen = false;
            }
            else if (isOpen)
            {
                regions[^1].Lines.Add(line);
            }
        }

        return regions.GroupBy(static region => region.Name, StringComparer.Ordinal)
            .Select(static group => new Snippet(group.Key, [.. group.SelectMany(static region => Indentation.Remove(region.Lines))]));
    }

    [GeneratedRegex(@"^\s*(//|@\*) begin: (?<name>[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s*(//|@\*) end\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex End();
}
