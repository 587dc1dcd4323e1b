using System.Text.Json;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary>Writes an inspected file as one line of JSON.</summary>
internal static class InspectionJson
{
    public static string Write(InspectedFile file) => JsonLine.Of(writer =>
    {
        var inspection = file.Inspection;
        var identification = inspection.Identification;
        writer.WriteString("file", file.Path);
        writer.WriteString("verdict", JsonLine.Word(inspection.Verdict));
        WriteIssues(writer, inspection.Issues);
        writer.WriteString("format", JsonLine.Word(inspection.Format));
        writer.WriteBoolean("isLora", identification.Content == LoraContent.Lora);
        writer.WriteString("content", InspectionReport.Word(identification.Content));
        JsonLine.WriteTexts(writer, "kinds", identification.Kinds);
        JsonLine.WriteFamily(writer, identification.Family);
        JsonLine.WriteTexts(writer, "evidence", identification.Evidence.Select(evidence => evidence.Text));
        WriteRange(writer, "rank", identification.Rank);
        WriteRange(writer, "alpha", identification.Alpha);
        writer.WriteNumber("tensors", inspection.Tensors);
        writer.WriteNumber("parameters", inspection.Parameters);
        writer.WriteStartObject("expert");
        writer.WriteString("role", JsonLine.Word(identification.Expert.Role));
        writer.WriteString("evidence", identification.Expert.Evidence?.Text);
        writer.WriteEndObject();
        JsonLine.WriteTexts(writer, "triggerWords", inspection.Metadata.TriggerWords);
        WriteMetadata(writer, inspection.Metadata);
        WriteHashes(writer, file.Hashes);
    });

    private static void WriteIssues(Utf8JsonWriter writer, IReadOnlyList<InspectionIssue> issues)
    {
        writer.WriteStartArray("issues");
        foreach (var issue in issues)
        {
            writer.WriteStartObject();
            writer.WriteString("code", issue.Code);
            writer.WriteString("message", issue.Message);
            writer.WriteString("severity", JsonLine.Word(issue.Severity));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter writer, string name, InspectionRange? range)
    {
        if (range is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("min", known.Min);
        writer.WriteNumber("max", known.Max);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, LoraMetadata metadata)
    {
        writer.WriteStartObject("metadata");
        WriteKnown(writer, "title", metadata.Title);
        WriteKnown(writer, "author", metadata.Author);
        WriteKnown(writer, "description", metadata.Description);
        WriteKnown(writer, "license", metadata.License);
        WriteKnown(writer, "resolution", metadata.Resolution);
        WriteKnown(writer, "baseCheckpoint", metadata.BaseCheckpoint);
        if (metadata.CreatedAt is { } created)
        {
            writer.WriteString("createdAt", created);
        }

        if (metadata.SuggestedWords.Count > 0)
        {
            JsonLine.WriteTexts(writer, "suggestedWords", metadata.SuggestedWords);
        }

        WritePairs(writer, "training", metadata.Training);
        WritePairs(writer, "claimedHashes", metadata.ClaimedHashes);
        if (metadata.Thumbnail is { } thumbnail)
        {
            writer.WriteStartObject("thumbnail");
            writer.WriteString("mediaType", thumbnail.MediaType);
            writer.WriteNumber("bytes", thumbnail.Content.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WritePairs(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var pair in pairs)
        {
            writer.WriteString(pair.Key, pair.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteHashes(Utf8JsonWriter writer, LoraHashes? hashes)
    {
        if (hashes is null)
        {
            writer.WriteNull("hashes");
            return;
        }

        writer.WriteStartObject("hashes");
        writer.WriteString("sha256", hashes.Sha256);
        writer.WriteString("autov2", hashes.AutoV2);
        writer.WriteString("autov3", hashes.AutoV3);
        writer.WriteString("addnet", hashes.TensorSha256);
        writer.WriteString("crc32", hashes.Crc32);
        writer.WriteEndObject();
    }
}
