using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Lora.Dependencies;

/// <summary>Queries the package source for known vulnerabilities.</summary>
internal static class Audit
{
    /// <summary>A package with a published advisory. If the source does not report it, the source has no advisories.</summary>
    private const string ControlPackage = "Newtonsoft.Json";
    private const string ControlVersion = "12.0.3";
    private const string ControlAdvisory = "GHSA-5crp-9r3c-p9vr";

    /// <summary>Returns the known vulnerabilities as lines of Markdown.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> projects)
    {
        if (!await IsAvailableAsync().ConfigureAwait(false))
        {
            return
            [
                $"Not audited, because the package source has no advisories: it did not report {ControlAdvisory} for {ControlPackage} {ControlVersion}.",
                "Run `eng/dependencies.sh` with a source that has advisories. Every build also audits (`NuGetAudit` in `Directory.Build.props`) and fails if its source reports one.",
            ];
        }

        var lines = new List<string>();
        foreach (var project in projects)
        {
            lines.AddRange((await ListAsync(project).ConfigureAwait(false)).Select(found => $"- `{Path.GetFileNameWithoutExtension(project)}`: {found}"));
        }

        return lines.Count > 0 ? lines : [$"No known vulnerabilities. The source has advisories: it reported {ControlAdvisory} for {ControlPackage} {ControlVersion}."];
    }

    private static async Task<bool> IsAvailableAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lora-audit-");
        try
        {
            var project = Path.Combine(folder.FullName, "Control.csproj");
            await File.WriteAllTextAsync(
                project,
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="{ControlPackage}" Version="{ControlVersion}" />
                  </ItemGroup>
                </Project>
                """).ConfigureAwait(false);
            var (code, _) = await DotnetAsync("restore", project).ConfigureAwait(false);
            return code == 0 && (await ListAsync(project).ConfigureAwait(false)).Count > 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(string project)
    {
        var (code, output) = await DotnetAsync("list", project, "package", "--vulnerable", "--include-transitive", "--format", "json").ConfigureAwait(false);
        var start = output.IndexOf('{', StringComparison.Ordinal);
        return code != 0 || start < 0
            ? throw new InvalidOperationException($"dotnet list {project} package --vulnerable: {output}")
            : [.. from frameworks in JsonNode.Parse(output[start..])!["projects"]!.AsArray().Select(static project => project!["frameworks"] as JsonArray ?? [])
                  from framework in frameworks
                  from package in (framework!["topLevelPackages"] as JsonArray ?? []).Concat(framework["transitivePackages"] as JsonArray ?? [])
                  from advisory in package!["vulnerabilities"] as JsonArray ?? []
                  select $"{package["id"]} {package["resolvedVersion"]}, {advisory!["severity"]}: {Path.GetFileName((string?)advisory["advisoryurl"])}"];
    }

    private static async Task<(int Code, string Output)> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, output);
    }
}
