namespace Lora.Inspection;

/// <summary>The ids of the base-model families that are known. A host's own rules may add others.</summary>
public static class LoraFamilies
{
    /// <summary>No family: nothing speaks for one.</summary>
    public const string Unknown = "unknown";
}
