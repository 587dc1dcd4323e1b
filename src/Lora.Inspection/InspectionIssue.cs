using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>One thing found in a file that a person should know.</summary>
/// <param name="Code">A stable code of <see cref="InspectionCodes"/>.</param>
/// <param name="Message">A sentence for a person: what it is, and what to do where something can be done.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record InspectionIssue(string Code, string Message, InspectionSeverity Severity)
{
    /// <summary>How to say the message in another language; <see langword="null"/> when the code alone tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoraSentence? Sentence { get; init; }

    /// <summary>Makes one that can be said in other languages.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The sentence.</param>
    /// <param name="severity">How much it matters.</param>
    /// <param name="detail">Which of the sentences with this code it is, where there are several.</param>
    /// <param name="advice">A further sentence: what to do. Other languages have it in the same text.</param>
    internal static InspectionIssue Of(string code, Wording message, InspectionSeverity severity = InspectionSeverity.Error, string? detail = null, string? advice = null) =>
        new(code, advice is null ? message.Text : $"{message.Text} {advice}", severity) { Sentence = message.ToSentence(detail is null ? code : $"{code}.{detail}") };
}
