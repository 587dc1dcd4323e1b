namespace Lora.Inspection;

/// <summary>The smallest and the largest of the values that the modules of a file have.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
public readonly record struct InspectionRange(double Min, double Max);
