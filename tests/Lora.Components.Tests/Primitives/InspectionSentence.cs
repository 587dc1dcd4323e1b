using System.Text.RegularExpressions;

namespace Lora.Components.Tests.Primitives;

/// <summary>A sentence that an inspection can report.</summary>
/// <param name="Key">The resource key.</param>
/// <param name="Places">The number of arguments.</param>
internal sealed partial record InspectionSentence(string Key, int Places)
{
    private const string Literal = """\$?"(?:[^"\\{]|\\.|\{(?:[^{}"]|"[^"]*")*\})*" """;

    /// <summary>Gets all sentences in the source code.</summary>
    public static IReadOnlyList<InspectionSentence> FindAll()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "src", "Lora.Inspection"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var codes = sources.SelectMany(source => Code().Matches(source)).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value, StringComparer.Ordinal);
        return
        [
            .. sources.SelectMany(source => Issue().Matches(source)).Select(match => Make($"Issue.{codes[match.Groups["code"].Value]}", match)),
            .. sources.SelectMany(source => Evidence().Matches(source)).Select(match => Make($"Evidence.{match.Groups["key"].Value}", match)),
        ];
    }

    private static InspectionSentence Make(string key, Match match) =>
        new(match.Groups["detail"] is { Success: true, Value: var detail } ? $"{key}.{detail}" : key, Place().Count(match.Groups["text"].Value));

    [GeneratedRegex("""const string (?<name>\w+) = "(?<code>[a-z0-9_.]+)";""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"InspectionCodes\.(?<code>\w+),\s*(?<text>" + Literal + @")((,\s*(\w+\.\w+|advice:\s\w+|(detail:\s)?""(?<detail>[a-z0-9_]+)""))*)\)", RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Issue();

    [GeneratedRegex(@"(InspectionEvidence\.Of|log\.Add)\(\s*""(?<key>[a-z0-9_.]+)"",\s*(?<text>" + Literal + @")\)", RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Evidence();

    [GeneratedRegex(@"\{", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
