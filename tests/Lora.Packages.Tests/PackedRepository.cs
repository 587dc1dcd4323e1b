using System.Diagnostics;

namespace Lora.Packages.Tests;

/// <summary>Packs every product once, from what the build of these tests built.</summary>
public sealed class PackedRepository : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("lora-packages-").FullName;
    private readonly Dictionary<string, Package> _packages = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<Package> All => _packages.Values;

    internal Package this[string id] => _packages[id];

    public async Task InitializeAsync()
    {
        var all = Path.Combine(_folder, "pack.proj");
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <ItemGroup><Packed Include="{string.Join(';', Repository.Projects)}" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="NoBuild=true;Configuration={Repository.Configuration};PackageOutputPath={_folder}" />
              </Target>
            </Project>
            """);
        await RunAsync("dotnet", "msbuild", all, "-t:Pack", "-nologo", "-v:quiet", "-nodeReuse:false");
        foreach (var file in Directory.EnumerateFiles(_folder, "*.nupkg"))
        {
            var package = new Package(file);
            _packages.Add(package.Id, package);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
