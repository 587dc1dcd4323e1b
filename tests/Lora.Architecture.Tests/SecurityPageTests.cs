using System.Text.RegularExpressions;

namespace Lora.Architecture.Tests;

/// <summary>Verifies that the tests in <c>docs/security.md</c> exist.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    [Fact]
    public void Test_in_the_table_exists()
    {
        var sources = Repository.Sources("tests", ".cs").Concat(Repository.Sources("src/Lora.Testing", ".cs")).Select(File.ReadAllText).ToList();
        var missing = Test().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md")))
            .Where(match => !sources.Exists(source => Declares(source, match.Groups["class"].Value, match.Groups["method"].Value)))
            .Select(static match => match.Value);
        Assert.Empty(missing);
    }

    private static bool Declares(string source, string type, string method) =>
        Regex.IsMatch(source, $@"\bclass {type}\b", RegexOptions.None, MatchTimeout) && (method.Length == 0 || Regex.IsMatch(source, $@"\b(Task|void|bool|Property) {method}\(", RegexOptions.None, MatchTimeout));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+(?:Tests|Conformance|Properties))(?:\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
