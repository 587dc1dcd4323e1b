using System.Text.RegularExpressions;

namespace Lora.Architecture.Tests;

public sealed partial class FileTests
{
    private const int MostLines = 400;

    [Fact]
    public void File_has_at_most_400_lines()
    {
        var tooLong = new[] { "src", "tests", "samples", "eng" }
            .SelectMany(folder => Repository.Sources(folder, ".cs", ".razor", ".js", ".css", ".sh"))
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MostLines);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Product_file_has_one_public_type()
    {
        var files = Repository.Sources("src", ".cs")
            .Select(path => (Path: Repository.Relative(path), Types: PublicType().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList()))
            .Where(file => file.Types.Count > 1);
        Assert.Empty(files);
    }

    [Fact]
    public void Test_never_sleeps_and_is_never_skipped()
    {
        var files = Repository.Sources("tests", ".cs").Concat(Repository.Sources("src/Lora.Testing", ".cs"))
            .Where(path => !path.EndsWith("FileTests.cs", StringComparison.Ordinal))
            .Where(path => Evasion().IsMatch(File.ReadAllText(path)))
            .Select(Repository.Relative);
        Assert.Empty(files);
    }

    [GeneratedRegex(@"^public (?:sealed |static |abstract |readonly |partial )*(?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"Thread\.Sleep|[(,]\s*Skip\s*=\s*""|Assert\.True\(true\)", RegexOptions.None, 1000)]
    private static partial Regex Evasion();
}
