using System.Globalization;
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

    private static IReadOnlyList<string> Projects { get; } = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Order()];

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
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="NoBuild=true;Configuration={Repository.Configuration};MinVerVersionOverride={feed.Version};PackageOutputPath={feed.Folder}" />
              </Target>
            </Project>
            """);
        await CommandLine.RunAsync("dotnet", ["msbuild", all, "-t:Pack", "-nologo", "-v:quiet", "-nodeReuse:false"]);
        return feed;
    }
}
