using System.CommandLine;
using System.CommandLine.Parsing;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary><c>lora move</c>: moves the LoRAs of one workspace to another.</summary>
internal static class MoveCommand
{
    public static Command Create()
    {
        var from = CreateWorkspace("--from", "The workspace to move the LoRAs from.");
        var to = CreateWorkspace("--to", "The workspace to move the LoRAs to.");
        return new StoreCommand(
            "move",
            "Move all LoRAs and uploads of one workspace to another. The files keep their storage keys, so nothing is copied.",
            needsStorage: false,
            (provider, result) => RunAsync(provider, result.GetRequiredValue(from), result.GetRequiredValue(to), result.InvocationConfiguration.Output),
            "lora move --from 42 --to user:42 --sqlite \"Data Source=lora.db\"")
        {
            from, to,
        };
    }

    private static async Task<int> RunAsync(IServiceProvider provider, LoraWorkspaceId from, LoraWorkspaceId to, TextWriter output)
    {
        var moved = await provider.GetRequiredService<ILoraStore>().MoveWorkspaceAsync(from, to).ConfigureAwait(false);
        await output.WriteLineAsync($"LoRAs moved: {moved}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private static Option<LoraWorkspaceId> CreateWorkspace(string name, string description) =>
        new(name) { HelpName = "workspace", Description = description, Required = true, CustomParser = Parse };

    private static LoraWorkspaceId Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
        if (LoraWorkspaceId.IsValid(text))
        {
            return new LoraWorkspaceId(text!);
        }

        result.AddError($"'{text}' is not a workspace. Give the id of a workspace, with 1 to {LoraWorkspaceId.MaxLength} characters.");
        return default;
    }
}
