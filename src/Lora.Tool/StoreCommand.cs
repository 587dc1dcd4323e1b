using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary>The commands that work on what a host has stored.</summary>
/// <param name="NeedsStorage">Whether it works on the files too, and not on the database alone.</param>
/// <param name="DoAsync">Does it and says what came of it.</param>
internal sealed record StoreCommand(bool NeedsStorage, Func<IServiceProvider, StoreArguments, TextWriter, Task<int>> DoAsync)
{
    private static readonly Dictionary<string, StoreCommand> All = new(StringComparer.Ordinal)
    {
        ["reinspect"] = new(NeedsStorage: true, ReinspectAsync),
        ["sweep"] = new(NeedsStorage: true, SweepAsync),
        ["sync"] = new(NeedsStorage: true, SyncReport.RunAsync),
        ["check"] = new(NeedsStorage: true, CheckAsync),
        ["migrate"] = new(NeedsStorage: false, MigrateAsync),
        ["move"] = new(NeedsStorage: false, MoveAsync),
    };

    /// <summary>Finds a command by its name; <see langword="null"/> when it is none of these.</summary>
    public static StoreCommand? Find(string name) => All.GetValueOrDefault(name);

    public async Task<int> RunAsync(StoreArguments arguments, TextWriter output, TextWriter errors)
    {
        var services = new ServiceCollection();
        try
        {
            arguments.Choose(services.AddLoraCore(arguments.Configure), NeedsStorage);
        }
        catch (ArgumentException exception)
        {
            await errors.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        var provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            try
            {
                return await DoAsync(provider, arguments, output).ConfigureAwait(false);
            }
            catch (LoraException exception)
            {
                await errors.WriteLineAsync($"{exception.Message} {exception.InnerException?.Message}".TrimEnd()).ConfigureAwait(false);
                return ExitCodes.NotOk;
            }
        }
    }

    private static async Task<int> ReinspectAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        var report = await provider.GetRequiredService<LoraMaintenance>().ReinspectAsync().ConfigureAwait(false);
        await output.WriteLineAsync($"{report.Inspected} inspected, {report.Failures} could not be read").ConfigureAwait(false);
        return report.Failures == 0 ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static async Task<int> SweepAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        var report = await provider.GetRequiredService<LoraMaintenance>().SweepAsync().ConfigureAwait(false);
        await output.WriteLineAsync(
            $"uploads removed: {report.UploadsRemoved}, uploads completed: {report.UploadsCompleted}, deletes finished: {report.DeletesFinished}, failed: {report.Failures}").ConfigureAwait(false);
        return report.Failures == 0 ? ExitCodes.Ok : ExitCodes.NotOk;
    }

    private static async Task<int> CheckAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        await provider.GetRequiredService<ILoraStore>().GetUsageAsync(new LoraWorkspaceId("check")).ConfigureAwait(false);
        var findings = provider.GetRequiredService<ILoraFileStore>() is IDiagnosingFileStore files ? await files.DiagnoseAsync().ConfigureAwait(false) : [];
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{(finding.IsSevere ? "error" : "warning")} {finding.Code}: {finding.Message}").ConfigureAwait(false);
        }

        await output.WriteLineAsync(findings.Count == 0 ? "Database and storage are healthy" : $"{findings.Count} found").ConfigureAwait(false);
        return findings.Any(finding => finding.IsSevere) ? ExitCodes.NotOk : ExitCodes.Ok;
    }

    // What a host does at its start; here the database alone was chosen.
    private static async Task<int> MigrateAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync().ConfigureAwait(false);
        }

        await output.WriteLineAsync("The database is up to date").ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    // Files keep their keys, so nothing is copied.
    private static async Task<int> MoveAsync(IServiceProvider provider, StoreArguments arguments, TextWriter output)
    {
        if (!LoraWorkspaceId.IsValid(arguments.From) || !LoraWorkspaceId.IsValid(arguments.To))
        {
            await output.WriteLineAsync($"lora move needs --from and --to, each a workspace of 1 to {LoraWorkspaceId.MaxLength} characters. See lora --help.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        var moved = await provider.GetRequiredService<LoraMaintenance>()
            .MoveWorkspaceAsync(new LoraWorkspaceId(arguments.From!), new LoraWorkspaceId(arguments.To!)).ConfigureAwait(false);
        await output.WriteLineAsync($"LoRAs moved: {moved}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
