using System.Text;

namespace Lora.Testing;

/// <summary>The rules for display names.</summary>
internal static class NameRules
{
    private const int MaxLength = 200;

    /// <summary>Returns the problem with a new name; <see langword="null"/> if it is valid.</summary>
    public static LoraIssue? Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new LoraIssue(LoraErrorCodes.NameMissing, "Give the LoRA a name.", "name");
        }

        if (name.Trim().Length > MaxLength)
        {
            return new LoraIssue(LoraErrorCodes.NameTooLong, $"The name has more than {MaxLength} characters. Choose a shorter one.", "name");
        }

        return name.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            ? new LoraIssue(LoraErrorCodes.NameInvalid, "The name contains an invalid character. Remove it.", "name")
            : null;
    }
}
