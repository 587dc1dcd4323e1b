using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary><c>lora sync</c>: compares the database with the storage and, if asked to, resolves the differences.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var apply = ToolCommand.CreateFlag("--apply", "Mark LoRAs whose file is missing, and unmark LoRAs whose file is back.");
        var import = new Option<Dictionary<string, LoraWorkspaceId>>("--import")
        {
            HelpName = "key=workspace",
            Description = "Import the file with this storage key into this workspace. Can be repeated. Implies --apply.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseImports,
        };
        var remove = new Option<string[]>("--remove")
        {
            HelpName = "key",
            Description = "Delete the file with this storage key for good, if it belongs to no LoRA. Can be repeated. Implies --apply.",
        };
        return new StoreCommand(
            "sync",
            "List stored files that belong to no LoRA, and LoRAs whose file is missing. Nothing is changed without --apply, --import or --remove.",
            needsStorage: true,
            (provider, result) => RunAsync(provider, result.GetValue(apply), result.GetValue(import) ?? [], result.GetValue(remove) ?? [], result.InvocationConfiguration.Output),
            "lora sync --sqlite \"Data Source=lora.db\" --folder lora-files",
            "lora sync --sqlite \"Data Source=lora.db\" --folder lora-files --import loras/style.safetensors=ada --remove loras/old.safetensors")
        {
            apply, import, remove,
        };
    }

    private static async Task<int> RunAsync(IServiceProvider provider, bool apply, Dictionary<string, LoraWorkspaceId> imports, string[] removals, TextWriter output)
    {
        var maintenance = provider.GetRequiredService<LoraMaintenance>();
        var result = apply || imports.Count > 0 || removals.Length > 0
            ? await maintenance.ReconcileAsync(imports, removals).ConfigureAwait(false)
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

        return IsAllDone(result.Value, imports.Keys, removals) ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static bool IsAllDone(LoraReconciliationReport report, IEnumerable<string> imports, IEnumerable<string> removals) =>
        imports.All(key => report.Imported.Any(record => record.StorageKey == key)) && removals.All(report.Removed.Contains);

    private static Dictionary<string, LoraWorkspaceId> ParseImports(ArgumentResult result)
    {
        var imports = new Dictionary<string, LoraWorkspaceId>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            // The last "=" separates them, because a storage key is more likely to contain one than a workspace id.
            var split = token.Value.LastIndexOf('=');
            if (split > 0 && LoraWorkspaceId.IsValid(token.Value[(split + 1)..]))
            {
                imports[token.Value[..split]] = new LoraWorkspaceId(token.Value[(split + 1)..]);
            }
            else
            {
                result.AddError($"'{token.Value}' is not a storage key and a workspace. Separate them with =, for example --import loras/style.safetensors=ada.");
            }
        }

        return imports;
    }

    private static IEnumerable<string> Lines(LoraReconciliationReport report) =>
    [
        .. report.Found.Select(found => $"found {found.StorageKey} ({found.Size} bytes{(found.Workspace is null ? "" : $", workspace {found.Workspace}")})"),
        .. report.Imported.Select(record => $"imported {record.StorageKey} into {record.Workspace} as {record.Id}"),
        .. report.Refused.Select(rejected => $"refused {rejected.StorageKey}: {string.Join(' ', rejected.Issues.Select(issue => issue.Message))}"),
        .. report.Removed.Select(key => $"removed {key}"),
        .. report.Missing.Select(record => $"missing {record.StorageKey} of {record.Workspace} ({record.Name})"),
        .. report.Returned.Select(record => $"returned {record.StorageKey} of {record.Workspace} ({record.Name})"),
        report.Applied
            ? $"{report.Imported.Count} imported, {report.Removed.Count} removed, {report.Missing.Count} marked as missing, {report.Returned.Count} back"
            : $"{report.Found.Count} found, {report.Missing.Count} missing, {report.Returned.Count} back; nothing was changed",
    ];
}
