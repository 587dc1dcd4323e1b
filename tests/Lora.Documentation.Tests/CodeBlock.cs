using Lora.Architecture.Tests;

namespace Lora.Documentation.Tests;

/// <summary>A fenced block of a Markdown document.</summary>
/// <param name="Path">The path of the document, relative to the repository.</param>
/// <param name="Line">The line of the opening fence.</param>
/// <param name="Language">The language after the opening fence; empty if there is none.</param>
/// <param name="Lines">The lines between the fences, without their common indentation.</param>
internal sealed record CodeBlock(string Path, int Line, string Language, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    /// <summary>Gets the blocks of all documents.</summary>
    public static IReadOnlyList<CodeBlock> All { get; } = [.. Document.Paths.SelectMany(Read)];

    public override string ToString() => $"{Path}:{Line}";

    private static IEnumerable<CodeBlock> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var index = 0; index < lines.Length; index++)
        {
            var opening = lines[index].Trim();
            if (!opening.StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var content = lines.Skip(index + 1).TakeWhile(static line => line.Trim() != Fence).ToList();
            yield return new(Repository.Relative(path), index + 1, opening[Fence.Length..], Indentation.Remove(content));
            index += content.Count + 1;
        }
    }
}
