using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lora.Tool;

/// <summary>Writes the help of a command, followed by its examples or, for <c>lora</c> itself, the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string RootFooter = """
        Exit codes:
          0  Every file is ok and everything was done.
          1  At least one file is not ok, or something was not done.
          2  The command line is invalid or names something that does not exist.

        Tab completion:
          https://learn.microsoft.com/dotnet/standard/commandline/how-to-enable-tab-completion
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not ToolCommand command)
        {
            output.WriteLine(RootFooter);
            return ExitCodes.Ok;
        }

        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
        {
            output.WriteLine($"  {example}");
        }

        return ExitCodes.Ok;
    }
}
