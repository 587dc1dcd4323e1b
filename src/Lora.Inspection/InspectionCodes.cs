namespace Lora.Inspection;

/// <summary>Defines the codes of <see cref="InspectionIssue"/>. Codes are stable; messages may change.</summary>
public static partial class InspectionCodes
{
    /// <summary>The metadata names another family than the tensors.</summary>
    public const string FamilyConflict = "family.conflict";

    /// <summary>The file is valid but is not a LoRA.</summary>
    public const string NotLora = "content.not_lora";
}
