namespace Lora.Inspection.Safetensors;

/// <summary>What came of reading the alphas of a file.</summary>
/// <param name="Range">The smallest and the largest; <see langword="null"/> when there are none or none could be read.</param>
/// <param name="Issue">Why they are not all known.</param>
internal sealed record AlphaReading(InspectionRange? Range, InspectionIssue? Issue)
{
    public static AlphaReading None { get; } = new(null, null);
}
