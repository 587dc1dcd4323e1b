namespace Lora.Inspection;

/// <summary>The smallest and the largest value among the modules of a file.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
public readonly record struct InspectionRange(double Min, double Max);
