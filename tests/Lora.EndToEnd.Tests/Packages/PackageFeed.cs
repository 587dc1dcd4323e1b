using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Lora.EndToEnd.Tests.Programs;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>A folder feed with all packages of the repository, packed with a unique version.</summary>
internal sealed class PackageFeed
{
    private PackageFeed(string folder, string version)
    {
        Folder = folder;
        Version = version;
    }

    public string Folder { get; }

    public string Version { get; }

    public static IReadOnlyList<string> Projects { get; } = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Order()];

    /// <summary>Packs the existing build output.</summary>
    public static async Task<PackageFeed> PackAsync(TemporaryFolder folder)
    {
        var feed = new PackageFeed(folder["feed"], string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}"));
        Directory.CreateDirectory(feed.Folder);
        var all = folder["pack.proj"];
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <ItemGroup><Packed Include="{string.Join(';', Projects)}" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="NoBuild=true;Configuration={Repository.Configuration};Version={feed.Version};PackageOutputPath={feed.Folder}" />
              </Target>
            </Project>
            """);
        await CommandLine.RunAsync("dotnet", ["msbuild", all, "-t:Pack", "-nologo", "-v:quiet", "-nodeReuse:false"]);
        return feed;
    }

    public async Task<ZipArchive> OpenAsync(string id) => await ZipFile.OpenReadAsync(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    /// <summary>Returns the manifest of a package, without XML namespaces.</summary>
    public static async Task<XElement> ReadManifestAsync(ZipArchive package)
    {
        var entry = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        await using var stream = await entry.OpenAsync();
        var manifest = await XElement.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
        foreach (var element in manifest.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return manifest.Element("metadata")!;
    }
}
