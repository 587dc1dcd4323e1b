using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lora.Inspection;

namespace Lora.Components;

/// <summary>
/// Reads the messages that the browser sends to the uploader. The browser is not trusted: data that is malformed or exceeds <see cref="LoraUploadLimits"/> is
/// discarded, long texts are truncated, and no message causes an exception.
/// </summary>
internal sealed class LoraUploadReader
{
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    /// <summary>Reads upload reports.</summary>
    public List<LoraUploadReport> Reports(JsonElement message) => Read(message, LoraUploadJson.Default.LoraUploadReport, Check);

    /// <summary>Reads a selection of files.</summary>
    public static LoraChosenFiles Files(JsonElement message)
    {
        var files = Read(Member(message, "files"), LoraUploadJson.Default.LoraChosenFile, Check);
        var skipped = Member(message, "skipped") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? Math.Max(0, count) : (int?)null;
        var replaces = Member(message, "replaces") is { ValueKind: JsonValueKind.String } text ? Read(text, LoraUploadJson.Default.String) : null;
        return new LoraChosenFiles(files, skipped, IsKey(replaces) ? replaces : null);
    }

    private static JsonElement Member(JsonElement message, string name) =>
        message.ValueKind is JsonValueKind.Object && message.TryGetProperty(name, out var member) ? member : default;

    private static List<T> Read<T>(JsonElement message, JsonTypeInfo<T> type, Func<T, T?> check)
        where T : class => message.ValueKind is JsonValueKind.Array
            ? [.. message.EnumerateArray().Take(LoraUploadLimits.Rows).Select(element => Read(element, type) is { } value ? check(value) : null).OfType<T>()]
            : [];

    private static T? Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private static LoraChosenFile? Check(LoraChosenFile file) => IsKey(file.Key) && file.Name is not null
        ? file with { Size = Math.Clamp(file.Size, -1, LoraUploadLimits.Size) }
        : null;

    // The browser never reports files that the rules reject, because it does not upload them.
    private LoraUploadReport? Check(LoraUploadReport report) => !IsKey(report.Key) || report.State is LoraUploadRowState.Refused ? null : report with
    {
        Name = Cut(report.Name, LoraUploadLimits.NameLength),
        Size = Math.Clamp(report.Size, 0, LoraUploadLimits.Size),
        Sent = Math.Clamp(report.Sent, 0, LoraUploadLimits.Size),
        Speed = Number(report.Speed),
        SecondsLeft = Number(report.SecondsLeft),
        RetryReason = report.RetryReason is { } reason ? new LoraUploadRetryReason(Code(reason.Code), Text(reason.Detail)) : null,
        Duplicate = Check(report.Duplicate),
        Lora = Check(report.Lora),
        Error = report.Error is { } error ? error with { Code = Code(error.Code), Detail = Text(error.Detail), Issues = Check(error.Issues) } : null,
    };

    private static LoraUploadLora? Check(LoraUploadLora? lora) => lora is not null && LoraId.TryParse(lora.Id, out _)
        ? lora with { Name = Cut(lora.Name, LoraUploadLimits.NameLength) }
        : null;

    private List<LoraIssue> Check(IReadOnlyList<LoraIssue>? issues)
    {
        var room = LoraUploadLimits.TextsLength;
        return
        [
            .. (issues ?? [])
                .Where(static issue => issue?.Message is not null)
                .Select(issue => new LoraIssue(Code(issue.Code), Cut(issue.Message, LoraUploadLimits.TextLength)) { Sentence = Check(issue.Sentence) })
                .TakeWhile(issue => (room -= issue.Message.Length) >= 0),
        ];
    }

    private LoraSentence? Check(LoraSentence? sentence) => sentence is { Arguments: not null } && IsKnown(sentence.Key)
        ? sentence with { Arguments = [.. sentence.Arguments.Take(LoraUploadLimits.Arguments).Select(static argument => Cut(argument, LoraUploadLimits.ArgumentLength))] }
        : null;

    private string Code(string? code) => IsKnown(code) ? code! : LoraErrorCodes.Unexpected;

    private bool IsKnown(string? code) => IsKey(code) && (_codes.Contains(code!) || (_codes.Count < LoraUploadLimits.Codes && _codes.Add(code!)));

    private static bool IsKey(string? key) => key is { Length: > 0 and <= LoraUploadLimits.KeyLength };

    private static double? Number(double? number) => number is { } value && double.IsFinite(value) ? Math.Max(0, value) : null;

    private static string? Text(string? text) => text is null ? null : Cut(text, LoraUploadLimits.TextLength);

    /// <summary>Truncates a text without splitting a surrogate pair.</summary>
    public static string Cut(string? text, int length) => text switch
    {
        null => string.Empty,
        _ when text.Length <= length => text,
        _ => string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1), "…"),
    };
}
