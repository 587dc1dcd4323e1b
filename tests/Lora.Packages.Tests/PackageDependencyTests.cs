using System.Xml.Linq;

namespace Lora.Packages.Tests;

/// <summary>What a package makes its users install.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageDependencyTests(PackedRepository packages)
{
    private const string Ours = "Lora.";

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Packages_of_the_toolkit_are_the_referenced_ones_in_exactly_this_version(string id)
    {
        var package = packages[id];
        var dependencies = Dependencies(package);
        if (package.IsTool)
        {
            Assert.Empty(dependencies);
            return;
        }

        var project = XDocument.Load(Repository.Projects.Single(path => Path.GetFileNameWithoutExtension(path) == id));
        var references = project.Descendants("ProjectReference").Select(static reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        Assert.Equal(references.Order(StringComparer.Ordinal), dependencies.Keys.Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.All(dependencies.Where(static pair => IsOurs(pair.Key)), pair => Assert.Equal($"[{package.Version}]", pair.Value));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Packages_of_others_have_the_central_version_as_minimum(string id)
    {
        var properties = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var versions = properties.Descendants("PackageVersion").ToDictionary(
            static element => (string)element.Attribute("Include")!,
            element => (string)element.Attribute("Version")! is ['$', '(', .., ')'] name ? (string)properties.Descendants(name[2..^1]).Single() : (string)element.Attribute("Version")!,
            StringComparer.Ordinal);
        Assert.All(Dependencies(packages[id]).Where(static pair => !IsOurs(pair.Key)), pair => Assert.Equal(versions[pair.Key], pair.Value));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Tools_of_the_build_are_not_installed_for_users(string id)
    {
        string[] tools = ["Meziantou.Analyzer", "MinVer", "Microsoft.CodeAnalysis.PublicApiAnalyzers", "Microsoft.EntityFrameworkCore.Design", "Microsoft.NET.ILLink.Tasks"];
        Assert.Empty(Dependencies(packages[id]).Keys.Intersect(tools, StringComparer.Ordinal));
    }

    private static bool IsOurs(string id) => id.StartsWith(Ours, StringComparison.Ordinal);

    private static Dictionary<string, string> Dependencies(Package package) => package.Manifest.Descendants("dependency")
        .ToDictionary(static dependency => (string)dependency.Attribute("id")!, static dependency => (string)dependency.Attribute("version")!, StringComparer.Ordinal);
}
