using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>A problem or remark about a file.</summary>
/// <param name="Code">A stable code from <see cref="InspectionCodes"/>.</param>
/// <param name="Message">What is wrong and what to do about it, in English.</param>
/// <param name="Severity">The severity.</param>
public sealed record InspectionIssue(string Code, string Message, InspectionSeverity Severity)
{
    /// <summary>Gets the key and arguments to translate the message, or <see langword="null"/> if the code is enough.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoraSentence? Sentence { get; init; }

    /// <summary>Creates an issue whose message can be translated.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The message.</param>
    /// <param name="severity">The severity.</param>
    /// <param name="detail">Identifies the message if several share the code.</param>
    /// <param name="advice">A further sentence that says what to do. Translations contain it in the same text.</param>
    internal static InspectionIssue Of(string code, LocalizableText message, InspectionSeverity severity = InspectionSeverity.Error, string? detail = null, string? advice = null) =>
        new(code, advice is null ? message.Text : $"{message.Text} {advice}", severity) { Sentence = message.ToSentence(detail is null ? code : $"{code}.{detail}") };
}
