using System.CommandLine;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary>The commands that need nothing but a database and a storage: <c>lora reinspect</c>, <c>sweep</c>, <c>check</c> and <c>migrate</c>.</summary>
internal static class MaintenanceCommands
{
    public static Command CreateReinspect()
    {
        var stale = ToolCommand.CreateFlag("--stale", "Inspect only LoRAs whose facts were made by older rules than those of this version.");
        return new StoreCommand(
            "reinspect",
            "Inspect all stored LoRAs again, for example after an update with new rules. Only headers are read, and people's corrections are kept.",
            needsStorage: true,
            (provider, result) => ReinspectAsync(provider, result.GetValue(stale), result.InvocationConfiguration.Output),
            "lora reinspect --stale --sqlite \"Data Source=lora.db\" --folder lora-files")
        {
            stale,
        };
    }

    public static Command CreateSweep() => new StoreCommand(
        "sweep",
        "Remove expired uploads and finish interrupted completions and deletions once. A running host does this by itself.",
        needsStorage: true,
        SweepAsync,
        "lora sweep --postgresql \"Host=db;Database=lora\" --bucket loras --region eu-central-1");

    public static Command CreateCheck() => new StoreCommand(
        "check",
        "Check that the database and the storage can be reached and are set up correctly.",
        needsStorage: true,
        CheckAsync,
        "lora check --sqlite \"Data Source=lora.db\" --bucket loras --service-url http://127.0.0.1:9000");

    public static Command CreateMigrate() => new StoreCommand(
        "migrate",
        "Update the database to the current schema, or create it.",
        needsStorage: false,
        MigrateAsync,
        "lora migrate --postgresql \"Host=db;Database=lora\"");

    private static async Task<int> ReinspectAsync(IServiceProvider provider, bool stale, TextWriter output)
    {
        var maintenance = provider.GetRequiredService<LoraMaintenance>();
        var report = await (stale ? maintenance.ReinspectStaleAsync() : maintenance.ReinspectAsync()).ConfigureAwait(false);
        await output.WriteLineAsync($"{report.Inspected} inspected, {report.Failures} could not be read").ConfigureAwait(false);
        return report.Failures == 0 ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static async Task<int> SweepAsync(IServiceProvider provider, ParseResult result)
    {
        var report = await provider.GetRequiredService<LoraMaintenance>().SweepAsync().ConfigureAwait(false);
        await result.InvocationConfiguration.Output.WriteLineAsync(
            $"uploads removed: {report.UploadsRemoved}, uploads completed: {report.UploadsCompleted}, deletes finished: {report.DeletesFinished}, failed: {report.Failures}").ConfigureAwait(false);
        return report.Failures == 0 ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static async Task<int> CheckAsync(IServiceProvider provider, ParseResult result)
    {
        var output = result.InvocationConfiguration.Output;

        // Any query proves that the database can be reached and has its tables.
        await provider.GetRequiredService<ILoraStore>().GetUsageAsync(new LoraWorkspaceId("check")).ConfigureAwait(false);
        var problems = await provider.GetRequiredService<ILoraFileStore>().DiagnoseAsync().ConfigureAwait(false);
        foreach (var problem in problems)
        {
            await output.WriteLineAsync($"{(problem.IsSevere ? "error" : "warning")} {problem.Code}: {problem.Message}").ConfigureAwait(false);
        }

        await output.WriteLineAsync(problems.Count == 0 ? "Database and storage are healthy" : $"Problems found: {problems.Count}").ConfigureAwait(false);
        return problems.Any(static problem => problem.IsSevere) ? ExitCodes.NotOk : ExitCodes.Ok;
    }

    // Only the database is registered, so its initializer is the only one.
    private static async Task<int> MigrateAsync(IServiceProvider provider, ParseResult result)
    {
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync().ConfigureAwait(false);
        }

        await result.InvocationConfiguration.Output.WriteLineAsync("The database is up to date").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
