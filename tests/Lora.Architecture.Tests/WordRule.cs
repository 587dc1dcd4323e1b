namespace Lora.Architecture.Tests;

/// <summary>A line of <c>words.txt</c>.</summary>
/// <param name="Scope">The section: <c>*</c>, a folder that ends with a slash, or a file extension.</param>
/// <param name="Pattern">The regular expression of the words to avoid.</param>
/// <param name="Recommendation">What to write instead.</param>
internal sealed record WordRule(string Scope, string Pattern, string Recommendation)
{
    private const string Arrow = " => ";

    public static IEnumerable<WordRule> Read(string path)
    {
        var scope = "*";
        foreach (var line in File.ReadLines(path).Where(static line => line.Length > 0 && line[0] != '#'))
        {
            if (line is ['[', .. var name, ']'])
            {
                scope = name;
                continue;
            }

            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            yield return arrow > 0 ? new(scope, line[..arrow], line[(arrow + Arrow.Length)..]) : throw new InvalidDataException($"{path}: no '{Arrow}' in '{line}'.");
        }
    }

    public bool AppliesTo(string path) => Scope == "*" || (Scope[0] == '.' ? path.EndsWith(Scope, StringComparison.Ordinal) : path.StartsWith(Scope, StringComparison.Ordinal));
}
