using System.Text.RegularExpressions;

namespace Lora.Packages.Tests;

/// <summary>The page that a package shows on its site.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class ReadmeTests(PackedRepository packages)
{
    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Readme_is_about_its_own_package(string id)
    {
        var text = packages[id].Text("README.md");
        Assert.StartsWith($"# {id}\n", text, StringComparison.Ordinal);
        Assert.Contains(packages[id].IsTool ? $"dotnet tool install --global {id}\n" : $"dotnet add package {id}\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Split('\n').Length, 10, 60);
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Readme_uses_members_that_the_package_has(string id)
    {
        var package = packages[id];
        var code = string.Join('\n', Code().Matches(package.Text("README.md")).Select(static match => match.Groups["code"].Value));
        if (package.IsTool)
        {
            Assert.Empty(code);
            return;
        }

        var own = PublicNames.Of(package.Assembly);
        Assert.Contains(Word().Matches(code), match => own.Contains(match.Value));
        var all = packages.All.SelectMany(static other => PublicNames.Of(other.Assembly)).ToHashSet(StringComparer.Ordinal);
        Assert.All(OurWord().Matches(code), match => Assert.Contains(match.Value, all));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Readme_has_no_link_that_works_only_in_the_repository(string id)
    {
        var text = packages[id].Text("README.md");
        Assert.Contains("README of the repository", text, StringComparison.Ordinal);
        var links = Link().Matches(text).Select(static match => match.Groups["target"].Value).ToList();
        Assert.All(links, static link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
        if (packages[id].RepositoryUrl is { Scheme: "https" } url)
        {
            Assert.Contains(url.ToString(), links);
        }
    }

    [GeneratedRegex(@"^```(?:csharp|razor)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    /// <summary>What by its name is ours: types, components, and methods of builders.</summary>
    [GeneratedRegex(@"\bLora[A-Z]\w*|(?<=Services\.)AddLora\w*|(?<=\.)(MapLora|Use)\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurWord();

    [GeneratedRegex(@"\]\((?<target>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
