using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>A reason for a result of an inspection.</summary>
/// <param name="Text">The reason as an English sentence.</param>
/// <param name="Sentence">The key and arguments to translate the sentence, or <see langword="null"/> if only the text is known.</param>
public sealed record InspectionEvidence(string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LoraSentence? Sentence = null)
{
    internal static InspectionEvidence Of(string key, LocalizableText text) => new(text.Text, text.ToSentence(key));
}
