using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Why something is believed of a file.</summary>
/// <param name="Text">A sentence for a person, in English.</param>
/// <param name="Sentence">How to say it in another language; <see langword="null"/> when nothing but the text is known.</param>
public sealed record InspectionEvidence(string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LoraSentence? Sentence = null)
{
    internal static InspectionEvidence Of(string key, Wording text) => new(text.Text, text.ToSentence(key));
}
