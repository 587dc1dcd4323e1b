using Lora.Inspection;

namespace Lora;

/// <summary>A LoRA slot of a request, with the selected LoRA.</summary>
/// <param name="Parameter">The parameter of type <see cref="ModelParameterType.LoraSelector"/>.</param>
/// <param name="Reference">The path or URL of the selected LoRA; an empty string if none is selected.</param>
/// <param name="Weight">The weight (strength) of the LoRA; 1 if the slot has no weight parameter.</param>
public sealed record GenerationLora(ModelParameter Parameter, string Reference, decimal Weight)
{
    /// <summary>Gets the noise expert that the slot belongs to; <see langword="null"/> if the model has no noise experts.</summary>
    public LoraNoiseExpert? Expert => Parameter.Lora?.Expert;

    /// <summary>Gets whether a LoRA is selected.</summary>
    public bool IsChosen => Reference.Length > 0;

    /// <summary>Returns whether the LoRA is applied to the noise expert. A slot without a noise expert applies to both.</summary>
    public bool Feeds(LoraNoiseExpert expert) => Expert is null || Expert == expert;
}
