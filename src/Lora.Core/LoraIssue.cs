using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora;

/// <summary>One thing a user did that cannot be accepted, with what to do about it.</summary>
/// <param name="Code">A stable code of <see cref="LoraErrorCodes"/>.</param>
/// <param name="Message">A sentence for the user.</param>
/// <param name="Member">The field it is about, such as <c>fileName</c> or a parameter's name; <see langword="null"/> when it is about the whole.</param>
public sealed record LoraIssue(string Code, string Message, string? Member = null)
{
    /// <summary>How to say the message in another language; <see langword="null"/> when the code alone tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoraSentence? Sentence { get; init; }
}
