namespace Lora.Tool;

/// <summary><c>lora inspect</c>: what files are.</summary>
internal static class InspectCommand
{
    public static async Task<int> RunAsync(CommandArguments arguments, TextWriter output, TextWriter errors)
    {
        var missing = FileFinder.FindMissing(arguments.Values);
        if (missing.Count > 0)
        {
            foreach (var path in missing)
            {
                await errors.WriteLineAsync($"There is no file or folder {path}.").ConfigureAwait(false);
            }

            return ExitCodes.Usage;
        }

        var files = FileFinder.Find(arguments.Values);
        if (files.Count == 0)
        {
            await errors.WriteLineAsync("There are no model files in it.").ConfigureAwait(false);
        }

        // Ordered, so that two runs over one folder can be compared line by line.
        var answers = files.AsParallel().AsOrdered().Select(path => Answer(path, arguments));
        var code = ExitCodes.Ok;
        foreach (var (text, isOk) in answers)
        {
            await output.WriteLineAsync(text).ConfigureAwait(false);
            code = isOk ? code : ExitCodes.NotOk;
        }

        return code;
    }

    private static (string Text, bool IsOk) Answer(string path, CommandArguments arguments)
    {
        // A thread for each processor, and the reading of local files does not wait.
        var file = InspectedFile.ReadAsync(path, arguments.Hash).GetAwaiter().GetResult();
        return (arguments.Json ? InspectionJson.Write(file) : InspectionReport.Write(file), file.IsOk);
    }
}
