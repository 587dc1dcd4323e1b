using System.CommandLine;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary><c>lora expert</c>: reports the noise expert that file names indicate.</summary>
internal static class ExpertCommand
{
    public static Command Create(int literals)
    {
        var names = ValueArgument.Create("name", "File names without extension.", literals);
        var json = ToolCommand.CreateFlag("--json", "Write one JSON object per line.");
        var command = new ToolCommand(
            "expert",
            "Report the noise expert (high or low) that file names indicate. No file is read.",
            "lora expert wan22_style_high_noise wan22_style_low_noise --json")
        {
            names, json,
        };
        command.SetAction(result => RunAsync(result.GetRequiredValue(names), result.GetValue(json), result.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool json, TextWriter output)
    {
        foreach (var name in names)
        {
            var match = LoraInspector.FindExpert(name);
            await output.WriteLineAsync(json ? Json(name, match) : $"{JsonLine.Word(match.Role),-8} {InspectionReport.Printable(name)}").ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }

    private static string Json(string name, LoraExpertMatch match) => JsonLine.Of(writer =>
    {
        writer.WriteString("stem", name);
        writer.WriteString("role", JsonLine.Word(match.Role));
        writer.WriteString("evidence", match.Evidence?.Text);
    });
}
