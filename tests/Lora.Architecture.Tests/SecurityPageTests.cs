using System.Text.RegularExpressions;

namespace Lora.Architecture.Tests;

/// <summary>Holds the table of promises in <c>docs/security.md</c> against the tests.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var sources = Repository.Sources("tests", ".cs").Select(File.ReadAllText).ToList();
        var missing = Test().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md")))
            .Where(match => !sources.Exists(source => Declares(source, match.Groups["class"].Value, match.Groups["method"].Value)))
            .Select(static match => match.Value);
        Assert.Empty(missing);
    }

    private static bool Declares(string source, string type, string method) =>
        source.Contains($"class {type}", StringComparison.Ordinal) && (method.Length == 0 || source.Contains($" {method}(", StringComparison.Ordinal));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+(?:Tests|Conformance|Properties))(?:\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
