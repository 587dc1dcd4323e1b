using System.Text.Json;

namespace Lora.Documentation.Tests;

/// <summary>Every code block of a document is compiled: it equals a region of a source file in <c>Snippets</c>.</summary>
public sealed class CodeBlockTests
{
    private static readonly string[] Compiled = ["csharp", "razor"];

    private static readonly string[] Other = ["", "css", "json", "sh", "sql"];

    [Fact]
    public void Code_block_equals_a_compiled_snippet()
    {
        var problems = CodeBlock.All.Where(IsCompiled).Where(static block => !Snippet.All.Any(snippet => snippet.Lines.SequenceEqual(block.Lines, StringComparer.Ordinal))).Select(Describe).ToList();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void Snippet_is_shown_in_a_document()
    {
        var unused = Snippet.All.Where(static snippet => !CodeBlock.All.Any(block => block.Lines.SequenceEqual(snippet.Lines, StringComparer.Ordinal))).Select(static snippet => snippet.Name);
        Assert.Empty(unused);
    }

    [Fact]
    public void Json_block_is_valid_json()
    {
        foreach (var block in CodeBlock.All.Where(static block => block.Language == "json"))
        {
            var problem = Record.Exception(() => JsonDocument.Parse(string.Join('\n', block.Lines)).Dispose());
            Assert.True(problem is null, $"{block}: {problem?.Message}");
        }
    }

    [Fact]
    public void Language_of_a_block_is_known() => Assert.DoesNotContain(CodeBlock.All, static block => !IsCompiled(block) && !Other.Contains(block.Language, StringComparer.Ordinal));

    private static bool IsCompiled(CodeBlock block) => Compiled.Contains(block.Language, StringComparer.Ordinal);

    private static string Describe(CodeBlock block)
    {
        string[] lines =
        [
            $"{block} ({block.Language}) equals no snippet in tests/Lora.Documentation.Tests/Snippets.",
            .. Snippet.All.MaxBy(snippet => snippet.CountEqualLines(block)) is { } nearest && nearest.CountEqualLines(block) is > 0 and var equal
                ? (string[])
                [
                    $"  The first difference from the snippet '{nearest.Name}' is in line {equal + 1} of the block:",
                    $"  document: {block.Lines.ElementAtOrDefault(equal) ?? "(the block ends)"}",
                    $"  snippet:  {nearest.Lines.ElementAtOrDefault(equal) ?? "(the snippet ends)"}",
                ]
                : [$"  No snippet starts with its first line: {(block.Lines.Count > 0 ? block.Lines[0] : "")}"],
        ];
        return string.Join(Environment.NewLine, lines);
    }
}
