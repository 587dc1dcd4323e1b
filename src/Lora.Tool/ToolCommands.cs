namespace Lora.Tool;

/// <summary>Finds the command that was asked for.</summary>
internal static class ToolCommands
{
    private const string Help = """
        Inspects LoRA files. Only headers are read, and nothing in a file is run.

        Usage:
          lora inspect PATH... [--json] [--no-hash]   What files are. Folders are searched with all their folders for
                                                      .safetensors .ckpt .pt .pth .bin .pkl
          lora expert  NAME... [--json]               The expert (high or low noise) that names of files say
          lora family  METADATA.json... [--json]      The base model that metadata alone says
          lora reinspect DATABASE STORAGE             Inspects again what is stored, reading headers only; what people
                                                      corrected stays
          lora sweep     DATABASE STORAGE             Finishes what was interrupted, once: uploads that expired, completes
                                                      and deletes whose process died
          lora sync      DATABASE STORAGE [--apply] [--import KEY=WORKSPACE]... [--remove KEY]...
                                                      Compares both: tells which files no LoRA knows and which LoRAs have
                                                      lost theirs; marks the latter, imports and removes only when told to
          lora check     DATABASE STORAGE             Tells in words what is wrong with either
          lora migrate   DATABASE                     Brings the database up to date, and makes it where there is none
          lora move --from WORKSPACE --to WORKSPACE DATABASE
                                                      Moves the LoRAs of a workspace to another one; files stay where they are

        DATABASE is --sqlite CONNECTION or --postgresql CONNECTION. STORAGE is --folder PATH, or --bucket NAME with
        --service-url URL and --region NAME where needed; credentials come from where the AWS command line takes them.
        --key-prefix PREFIX where the host has set one (LoraManagementOptions.KeyPrefix) other than "loras".

        Options:
          --json      One JSON object a line
          --no-hash   Do not compute hashes: only the headers are read
          --          What follows is a path or a name, even if it begins with a dash
          --help      This text

        Exit code: 0 when all files are ok and all was done, 1 when not, 2 when the command line is wrong.
        """;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.Length == 0 || arguments.TakeWhile(argument => argument != "--").Any(argument => argument is "--help" or "-h" or "-?") || arguments[0] == "help")
        {
            await output.WriteLineAsync(Help).ConfigureAwait(false);
            return arguments.Length == 0 ? ExitCodes.Usage : ExitCodes.Ok;
        }

        var command = arguments[0];
        if (StoreCommand.Find(command) is { } stored)
        {
            return StoreArguments.Parse(arguments[1..], stored.NeedsStorage, out var missing) is { } stores
                ? await stored.RunAsync(stores, output, errors).ConfigureAwait(false)
                : await RefuseAsync(errors, missing!).ConfigureAwait(false);
        }

        Func<CommandArguments, TextWriter, TextWriter, Task<int>>? run = command switch
        {
            "inspect" => InspectCommand.RunAsync,
            "expert" => ExpertCommand.RunAsync,
            "family" => FamilyCommand.RunAsync,
            _ => null,
        };
        if (run is null)
        {
            return await RefuseAsync(errors, $"Unknown command: {command}").ConfigureAwait(false);
        }

        if (CommandArguments.Parse(arguments.Skip(1), takesHash: command == "inspect", out var fault) is not { } parsed)
        {
            return await RefuseAsync(errors, fault!).ConfigureAwait(false);
        }

        return parsed.Values.Count == 0
            ? await RefuseAsync(errors, $"lora {command} needs something to look at.").ConfigureAwait(false)
            : await run(parsed, output, errors).ConfigureAwait(false);
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string fault)
    {
        await errors.WriteLineAsync($"{fault} See lora --help.").ConfigureAwait(false);
        return ExitCodes.Usage;
    }
}
