using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lora.Packages.Tests;

/// <summary>What is in a package, and nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class ContentTests(PackedRepository packages)
{
    [Fact]
    public void Every_project_is_packed_with_the_same_version()
    {
        Assert.Equal(Repository.Projects.Select(static project => Path.GetFileNameWithoutExtension(project)), packages.All.Select(static package => package.Id).Order(StringComparer.Ordinal));
        Assert.Single(packages.All.Select(static package => package.Version).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Manifest_says_what_the_package_is(string id)
    {
        var manifest = packages[id].Manifest;
        Assert.Equal("MIT", (string?)manifest.Element("license"));
        Assert.Equal("README.md", (string?)manifest.Element("readme"));
        Assert.Equal("icon.png", (string?)manifest.Element("icon"));
        Assert.InRange(((string)manifest.Element("description")!).Length, 20, 300);
        Assert.Contains("lora", ((string)manifest.Element("tags")!).Split(' '));
        Assert.Equal(1, packages.All.Count(package => (string?)package.Manifest.Element("description") == (string?)manifest.Element("description")));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Manifest_names_the_repository_and_the_commit(string id)
    {
        if (!Repository.HasGit)
        {
            return;
        }

        var repository = packages[id].Manifest.Element("repository")!;
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Matches(Commit(), (string?)repository.Attribute("commit"));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Icon_is_a_png_of_128_pixels(string id)
    {
        var icon = packages[id].Bytes("icon.png");
        Assert.Equal("PNG\r\n"u8, icon.AsSpan(1, 5));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Package_has_no_file_that_does_not_belong(string id)
    {
        var package = packages[id];
        var expected = new Regex(
            package.IsTool ? ToolFiles : LibraryFiles.Replace("ID", Regex.Escape(id), StringComparison.Ordinal),
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        Assert.All(package.Files, file => Assert.Matches(expected, file));
        Assert.All(package.Files, static file => Assert.DoesNotMatch(Foreign(), file));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.LibraryIds), MemberType = typeof(PackageCollection))]
    public void Library_has_a_documentation_file(string id)
    {
        var package = packages[id];
        var documentation = XElement.Parse(package.Text($"{package.Folder}/{id}.xml"));
        Assert.NotEmpty(documentation.Descendants("summary"));
    }

    [Fact]
    public void Tool_is_installed_as_the_command_lora()
    {
        var tool = packages["Lora.Tool"];
        Assert.True(tool.IsTool);
        var command = XElement.Parse(tool.Text($"{tool.Folder}/DotnetToolSettings.xml")).Descendants("Command").Single();
        Assert.Equal("lora", (string?)command.Attribute("Name"));
        Assert.Contains($"{tool.Folder}/{(string?)command.Attribute("EntryPoint")}", tool.Files);
    }

    [Fact]
    public void Components_bring_their_styles_and_every_module()
    {
        var files = packages["Lora.Components"].Files;
        var sources = Path.Combine(Repository.Root, "src", "Lora.Components");
        var modules = Directory.EnumerateFiles(sources, "*.js", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(sources, file).Replace('\\', '/'))
            .Where(static file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Select(static file => "staticwebassets/" + (file.StartsWith("wwwroot/", StringComparison.Ordinal) ? file["wwwroot/".Length..] : file));
        Assert.All(modules, module => Assert.Contains(module, files));
        Assert.Contains(files, static file => file.StartsWith("staticwebassets/Lora.Components.", StringComparison.Ordinal) && file.EndsWith(".bundle.scp.css", StringComparison.Ordinal));
    }

    private const string Common = @"README\.md|icon\.png|[\w.]+\.nuspec|\[Content_Types\]\.xml|_rels/\.rels|package/services/metadata/.+\.psmdcp";
    private const string ToolFiles = $@"^({Common}|tools/net\d+\.\d/any/.+)$";
    private const string LibraryFiles = $@"^({Common}|lib/net\d+\.\d/(ID\.(dll|xml)|\w+/ID\.resources\.dll)|staticwebassets/.+\.(css|js)|build(MultiTargeting|Transitive)?/.+\.(props|targets|json))$";

    [GeneratedRegex("^[0-9a-f]{40}$", RegexOptions.None, 1000)]
    private static partial Regex Commit();

    [GeneratedRegex(@"Tests|Conformance|CrashHost|xunit|Meziantou|MinVer|PublicAPI", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Foreign();
}
