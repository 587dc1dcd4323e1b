using System.Globalization;
using Lora.EndToEnd.Tests.Programs;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>A folder feed with all packages of the repository, packed with a unique version from the existing build output.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder["feed"];

    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}");

    private static IReadOnlyList<string> Projects { get; } = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Order()];

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        var all = _folder["pack.proj"];
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <ItemGroup><Packed Include="{string.Join(';', Projects)}" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="NoBuild=true;Configuration={Repository.Configuration};MinVerVersionOverride={Version};PackageOutputPath={Folder}" />
              </Target>
            </Project>
            """);
        await CommandLine.RunAsync("dotnet", ["msbuild", all, "-t:Pack", "-nologo", "-v:quiet", "-nodeReuse:false"]);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
