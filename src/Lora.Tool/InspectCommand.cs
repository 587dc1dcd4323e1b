using System.CommandLine;

namespace Lora.Tool;

/// <summary><c>lora inspect</c>: reports what files are.</summary>
internal static class InspectCommand
{
    public static Command Create(int literals)
    {
        var paths = ValueArgument.Create(
            "path",
            $"Files to inspect, or folders to search recursively for {string.Join(' ', FileFinder.Extensions)}.",
            literals,
            static path => File.Exists(path) || Directory.Exists(path) ? null : $"There is no file or folder {path}.");
        var json = ToolCommand.CreateFlag("--json", "Write one JSON object per line.");
        var noHash = ToolCommand.CreateFlag("--no-hash", "Read the headers only and compute no hashes. Much faster for large files.");
        var command = new ToolCommand(
            "inspect",
            "Report the format, base model, rank, trigger words and hashes of LoRA files, and whether they are safe to load.",
            "lora inspect style.safetensors",
            "lora inspect loras/ --json --no-hash",
            "lora inspect -- --oddly-named.safetensors")
        {
            paths, json, noHash,
        };
        command.SetAction(result => RunAsync(result.GetRequiredValue(paths), result.GetValue(json), hash: !result.GetValue(noHash), result.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, bool hash, InvocationConfiguration console)
    {
        var files = FileFinder.Find(paths);
        if (files.Count == 0)
        {
            await console.Error.WriteLineAsync($"No model files found. Pass a file, or a folder that contains {string.Join(' ', FileFinder.Extensions)}.").ConfigureAwait(false);
        }

        // Ordered, so that two runs over one folder can be compared line by line.
        var answers = files.AsParallel().AsOrdered().Select(path => Inspect(path, json, hash));
        var code = ExitCodes.Ok;
        foreach (var (text, isOk) in answers)
        {
            await console.Output.WriteLineAsync(text).ConfigureAwait(false);
            code = isOk ? code : ExitCodes.NotOk;
        }

        return code;
    }

    private static (string Text, bool IsOk) Inspect(string path, bool json, bool hash)
    {
        // Each processor has its own thread, and reading a local file completes synchronously.
        var file = InspectedFile.ReadAsync(path, hash).GetAwaiter().GetResult();
        return (json ? InspectionJson.Write(file) : InspectionReport.Write(file), file.IsOk);
    }
}
