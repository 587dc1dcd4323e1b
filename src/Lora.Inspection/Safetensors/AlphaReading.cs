namespace Lora.Inspection.Safetensors;

/// <summary>The result of reading the alphas of a file.</summary>
/// <param name="Range">The smallest and the largest alpha, or <see langword="null"/> if there are none or none could be read.</param>
/// <param name="Issue">Why some alphas are not known, or <see langword="null"/>.</param>
internal sealed record AlphaReading(InspectionRange? Range, InspectionIssue? Issue)
{
    public static AlphaReading None { get; } = new(null, null);
}
