using System.CommandLine;
using System.Text.Json;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary><c>lora family</c>: reports the base model that metadata alone indicates.</summary>
internal static class FamilyCommand
{
    public static Command Create(int literals)
    {
        var paths = ValueArgument.Create(
            "file",
            "JSON files, each with the metadata of a LoRA: an object of strings, or a safetensors header with __metadata__.",
            literals,
            static path => File.Exists(path) ? null : $"There is no file {path}.");
        var json = ToolCommand.CreateFlag("--json", "Write one JSON object per line.");
        var command = new ToolCommand("family", "Report the base model that metadata alone indicates.", "lora family metadata.json --json") { paths, json };
        command.SetAction(result => RunAsync(result.GetRequiredValue(paths), result.GetValue(json), result.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, InvocationConfiguration console)
    {
        foreach (var path in paths)
        {
            if (await ReadAsync(path).ConfigureAwait(false) is not { } metadata)
            {
                await console.Error.WriteLineAsync($"{path} is not a readable JSON object. Pass a file with metadata or a safetensors header.").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            var family = LoraInspector.Default.FindFamily(metadata);
            await console.Output.WriteLineAsync(json ? Json(path, family) : $"{path}: {InspectionReport.Describe(family)}").ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }

    private static string Json(string path, LoraFamilyMatch family) => JsonLine.Of(writer =>
    {
        writer.WriteString("file", path);
        JsonLine.WriteFamily(writer, family);
    });

    /// <summary>Reads metadata from an object of strings, or from a safetensors header. Returns <see langword="null"/> for anything else.</summary>
    private static async Task<Dictionary<string, string>?> ReadAsync(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(path).ConfigureAwait(false));
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("__metadata__", out var inner))
            {
                root = inner;
            }

            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in root.EnumerateObject())
            {
                metadata[member.Name] = member.Value.ToString();
            }

            return metadata;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
