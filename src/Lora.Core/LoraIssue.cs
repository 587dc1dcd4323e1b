using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora;

/// <summary>A problem that a user can fix, with a message that says how.</summary>
/// <param name="Code">The error code, one of <see cref="LoraErrorCodes"/>.</param>
/// <param name="Message">The message for the user.</param>
/// <param name="Member">The field that the issue is about, such as <c>fileName</c> or a parameter name; <see langword="null"/> if it is not about a field.</param>
public sealed record LoraIssue(string Code, string Message, string? Member = null)
{
    /// <summary>Gets the message for localization; <see langword="null"/> if the code is sufficient.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoraSentence? Sentence { get; init; }
}
