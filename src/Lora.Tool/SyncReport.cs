using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary><c>lora sync</c>: compares database and storage, tells, and does what it is told to.</summary>
internal static class SyncReport
{
    public static async Task<int> RunAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        var maintenance = provider.GetRequiredService<LoraMaintenance>();
        if (Imports(arguments.Import) is not { } imports)
        {
            await output.WriteLineAsync("--import needs a storage key and a workspace: --import loras/style.safetensors=ada").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        var result = arguments.Apply || imports.Count > 0 || arguments.Remove.Count > 0
            ? await maintenance.ReconcileAsync(imports, arguments.Remove).ConfigureAwait(false)
            : await maintenance.CompareAsync().ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await output.WriteLineAsync(result.Issues[0].Message).ConfigureAwait(false);
            return ExitCodes.NotOk;
        }

        foreach (var line in Lines(result.Value))
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }

        return IsAllDone(result.Value, imports.Keys, arguments.Remove) ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static bool IsAllDone(LoraReconciliationReport report, IEnumerable<string> imports, IEnumerable<string> removals) =>
        imports.All(key => report.Imported.Any(record => record.StorageKey == key)) && removals.All(report.Removed.Contains);

    private static Dictionary<string, LoraWorkspaceId>? Imports(IReadOnlyList<string> pairs)
    {
        var imports = new Dictionary<string, LoraWorkspaceId>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var split = pair.LastIndexOf('=');
            if (split <= 0 || WorkspaceOf(pair[(split + 1)..]) is not { } workspace)
            {
                return null;
            }

            imports[pair[..split]] = workspace;
        }

        return imports;
    }

    private static LoraWorkspaceId? WorkspaceOf(string text)
    {
        try
        {
            return new LoraWorkspaceId(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(LoraReconciliationReport report) =>
    [
        .. report.Found.Select(found => $"found {found.StorageKey} ({found.Size} bytes{(found.Workspace is null ? "" : $", workspace {found.Workspace}")})"),
        .. report.Imported.Select(record => $"imported {record.StorageKey} into {record.Workspace} as {record.Id}"),
        .. report.Refused.Select(refusal => $"refused {refusal.StorageKey}: {string.Join(' ', refusal.Issues.Select(issue => issue.Message))}"),
        .. report.Removed.Select(key => $"removed {key}"),
        .. report.Missing.Select(record => $"missing {record.StorageKey} of {record.Workspace} ({record.Name})"),
        .. report.Returned.Select(record => $"returned {record.StorageKey} of {record.Workspace} ({record.Name})"),
        report.Applied
            ? $"{report.Imported.Count} imported, {report.Removed.Count} removed, {report.Missing.Count} marked as missing, {report.Returned.Count} back"
            : $"{report.Found.Count} found, {report.Missing.Count} missing, {report.Returned.Count} back; nothing was changed",
    ];
}
