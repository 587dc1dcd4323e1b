namespace Lora.Inspection;

/// <summary>How much an inspection may read and keep.</summary>
public sealed class InspectionOptions
{
    /// <summary>How far a pickle is followed.</summary>
    public PickleLimits Pickle { get; } = new();
}
