using Lora.Inspection;

namespace Lora.Tool;

/// <summary><c>lora expert</c>: the expert that names of files say.</summary>
internal static class ExpertCommand
{
    public static async Task<int> RunAsync(CommandArguments arguments, TextWriter output, TextWriter errors)
    {
        foreach (var stem in arguments.Values)
        {
            var finding = LoraInspector.FindExpert(stem);
            await output.WriteLineAsync(arguments.Json ? Json(stem, finding) : $"{JsonLine.Word(finding.Role),-8} {InspectionReport.Printable(stem)}").ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }

    private static string Json(string stem, LoraExpertMatch finding) => JsonLine.Of(writer =>
    {
        writer.WriteString("stem", stem);
        writer.WriteString("role", JsonLine.Word(finding.Role));
        writer.WriteString("evidence", finding.Evidence?.Text);
    });
}
