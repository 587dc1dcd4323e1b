namespace Lora.Inspection;

/// <summary>The stable codes of what an inspection can find. Programs may rely on them; the sentences beside them may change.</summary>
public static partial class InspectionCodes
{
    /// <summary>The metadata names another family than the tensors do.</summary>
    public const string FamilyConflict = "family.conflict";

    /// <summary>The file is sound but no LoRA.</summary>
    public const string NotLora = "content.not_lora";
}
