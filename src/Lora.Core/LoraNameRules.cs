using Lora.Errors;
using Lora.Validation;

namespace Lora;

/// <summary>The name people see: what it may be, and what it is to begin with.</summary>
internal static class LoraNameRules
{
    /// <summary>The most characters a name may have: 200.</summary>
    public const int MaxLength = 200;

    /// <summary>Names every fault of a new name.</summary>
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

    /// <summary>The name a LoRA has to begin with: its file name without the extension.</summary>
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
