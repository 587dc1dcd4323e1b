using System.Xml.Linq;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>What the projects outside the repository have in common.</summary>
internal static class GuestFiles
{
    /// <summary>Writes files, and a <c>nuget.config</c> with the feed of the toolkit and the packages that the machine has.</summary>
    /// <returns>The environment for <c>dotnet</c>. Packages of the toolkit are extracted into the folder, which the test deletes.</returns>
    public static async Task<Dictionary<string, string>> WriteAsync(TemporaryFolder folder, PackageFeed feed, string home, Dictionary<string, string> files)
    {
        Directory.CreateDirectory(home);
        files["nuget.config"] = $"""
            <configuration>
              <packageSources><add key="lora-under-test" value="{feed.Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """;
        foreach (var (file, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(home, file), text);
        }

        return new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"], ["DOTNET_CLI_UI_LANGUAGE"] = "en" };
    }

    /// <summary>Returns the version of a package that the repository uses.</summary>
    public static string VersionOf(string package)
    {
        var properties = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var version = properties.Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package).Attribute("Version")!.Value;
        return version is ['$', '(', .., ')'] ? properties.Descendants(version[2..^1]).Single().Value : version;
    }

    private static string MachinePackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
