using Lora.Errors;
using Lora.Validation;

namespace Lora;

/// <summary>The rules for display names, and the initial name.</summary>
internal static class LoraNameRules
{
    /// <summary>The maximum length of a name, in characters: 200.</summary>
    public const int MaxLength = 200;

    /// <summary>Returns every problem with a new name; empty if it is valid.</summary>
    public static IReadOnlyList<LoraIssue> Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return [ErrorCatalog.Issue(LoraErrorCodes.NameMissing, "name")];
        }

        var issues = new List<LoraIssue>();
        if (name.Trim().Length > MaxLength)
        {
            issues.Add(new LoraIssue(LoraErrorCodes.NameTooLong, $"The name has more than {MaxLength} characters. Choose a shorter one.", "name"));
        }

        if (!LoraText.IsPrintable(name))
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.NameInvalid, "name"));
        }

        return issues;
    }

    /// <summary>Returns the initial name of a LoRA: its file name without the extension.</summary>
    internal static string From(string fileName)
    {
        var stem = fileName[..^(LoraFileRules.ExtensionOf(fileName)?.Length ?? 0)].Trim();
        if (stem.Length <= MaxLength)
        {
            return stem;
        }

        var end = char.IsHighSurrogate(stem[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return stem[..end];
    }
}
