using System.Text.Json;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary><c>lora family</c>: the base model that metadata alone says.</summary>
internal static class FamilyCommand
{
    public static async Task<int> RunAsync(CommandArguments arguments, TextWriter output, TextWriter errors)
    {
        foreach (var path in arguments.Values)
        {
            if (!File.Exists(path))
            {
                await errors.WriteLineAsync($"There is no file {path}.").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            if (await ReadAsync(path).ConfigureAwait(false) is not { } metadata)
            {
                await errors.WriteLineAsync($"{path} is not a JSON object.").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            var family = LoraInspector.Default.FindFamily(metadata);
            await output.WriteLineAsync(arguments.Json ? Json(path, family) : $"{path}: {InspectionReport.Describe(family)}").ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }

    private static string Json(string path, LoraFamilyMatch family) => JsonLine.Of(writer =>
    {
        writer.WriteString("file", path);
        JsonLine.WriteFamily(writer, family);
    });

    /// <summary>The metadata in a file: an object of texts, or a whole header with such an object in it.</summary>
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
        catch (JsonException)
        {
            return null;
        }
    }
}
