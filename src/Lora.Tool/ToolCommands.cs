using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lora.Tool;

/// <summary>Builds the command line of <c>lora</c> and runs it.</summary>
internal static class ToolCommands
{
    // A path may begin with "@", so there are no response files. No option has a short form to bundle.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var result = CreateRoot(arguments).Parse(arguments, Parsing);

        // Without a timeout Ctrl+C ends the process at once. Every command can be interrupted and run again.
        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (result.Action is not ParseErrorAction error)
        {
            return await result.InvokeAsync(configuration).ConfigureAwait(false);
        }

        // The library writes suggestions and help to the output, where a script expects results only.
        configuration.Output = errors;
        error.ShowHelp = false;
        await result.InvokeAsync(configuration).ConfigureAwait(false);
        await errors.WriteLineAsync($"Run {PathOf(result.CommandResult.Command)} --help for usage and examples.").ConfigureAwait(false);
        return ExitCodes.Usage;
    }

    private static RootCommand CreateRoot(string[] arguments)
    {
        var literals = arguments.SkipWhile(static argument => argument != "--").Skip(1).Count();
        var root = new RootCommand("Inspect LoRA files and maintain the LoRAs that a host application has stored. Nothing in a file is executed.")
        {
            HelpName = "lora",
            Subcommands =
            {
                InspectCommand.Create(literals),
                ExpertCommand.Create(literals),
                FamilyCommand.Create(literals),
                MaintenanceCommands.CreateReinspect(),
                MaintenanceCommands.CreateSweep(),
                SyncCommand.Create(),
                MaintenanceCommands.CreateCheck(),
                MaintenanceCommands.CreateMigrate(),
                MoveCommand.Create(),
            },
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Add(CreateHelp(root));
        root.SetAction(async result =>
        {
            await root.Parse(["--help"]).InvokeAsync(result.InvocationConfiguration).ConfigureAwait(false);
            return ExitCodes.Usage;
        });
        return root;
    }

    private static Command CreateHelp(RootCommand root)
    {
        var names = new Argument<string[]>("command") { Arity = ArgumentArity.ZeroOrMore };
        var help = new Command("help") { names };
        help.Hidden = true;
        help.SetAction(result => root.Parse([.. result.GetValue(names) ?? [], "--help"]).InvokeAsync(result.InvocationConfiguration));
        return help;
    }

    private static string PathOf(Command command) => command is RootCommand root ? root.HelpName! : $"lora {command.Name}";
}
