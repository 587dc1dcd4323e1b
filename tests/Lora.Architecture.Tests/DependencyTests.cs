using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lora.Architecture.Tests;

/// <summary>Compares <c>docs/dependencies.md</c>, which <c>eng/dependencies.sh</c> generates, with the projects.</summary>
public sealed partial class DependencyTests
{
    [Fact]
    public void Every_package_of_a_product_is_listed_with_its_licence()
    {
        var versions = Versions();
        var listed = Listed();
        var missing =
            from path in Repository.Sources("src", ".csproj")
            let project = Path.GetFileNameWithoutExtension(path)
            from package in Packages(path)
            where !listed.TryGetValue(project, out var lines) || !lines.Contains($"{package} {versions[package]}")
            select $"{project}: {package} {versions[package]}";

        Assert.True(!missing.Any(), $"Run eng/dependencies.sh. Not in docs/dependencies.md:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}");
    }

    [Fact]
    public void List_contains_exactly_the_projects_that_exist() => Assert.Equal(
        Repository.Sources("src", ".csproj").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
        Listed().Keys.Where(static heading => heading.StartsWith("Lora.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    /// <summary>Returns the packages that a project references, without those that are used only to build it.</summary>
    private static IEnumerable<string> Packages(string project) =>
        XDocument.Load(project).Descendants("PackageReference").Where(static reference => reference.Attribute("PrivateAssets") is null).Select(static reference => reference.Attribute("Include")!.Value);

    private static Dictionary<string, string> Versions()
    {
        var document = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var properties = document.Descendants("PropertyGroup").Elements().ToDictionary(static property => $"$({property.Name.LocalName})", static property => property.Value, StringComparer.Ordinal);
        return document.Descendants("PackageVersion").ToDictionary(
            static package => package.Attribute("Include")!.Value,
            package => package.Attribute("Version")!.Value is var version && properties.TryGetValue(version, out var value) ? value : version,
            StringComparer.Ordinal);
    }

    /// <summary>Returns the packages under each heading, as "id version". Rows without a licence are ignored.</summary>
    private static Dictionary<string, HashSet<string>> Listed()
    {
        var sections = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var section = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "dependencies.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                sections[line[3..]] = section = new(StringComparer.Ordinal);
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                section.Add($"{row.Groups["id"].Value} {row.Groups["version"].Value}");
            }
        }

        return sections;
    }

    [GeneratedRegex(@"^\| \**(?<id>[\w.]+)\** \| (?<version>[\d][\w.-]*) \| (?<licence>\S[^|]*) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
