namespace Lora;

/// <summary>A LoRA slot of a request, with what was chosen for it.</summary>
/// <param name="Parameter">The lora-selector.</param>
/// <param name="Reference">The path or URL of the chosen LoRA; the empty text where none was chosen.</param>
/// <param name="Weight">How strongly it works; 1 where the slot has no weight.</param>
public sealed record GenerationLora(ModelParameter Parameter, string Reference, decimal Weight)
{
    /// <summary>Which half of the model it feeds.</summary>
    public LoraExpert Expert => Parameter.Lora?.Expert ?? LoraExpert.Any;

    /// <summary>Whether a LoRA was chosen.</summary>
    public bool IsChosen => Reference.Length > 0;

    /// <summary>Whether it works on that half of the model. One that is made for no half works on both.</summary>
    public bool Feeds(LoraExpert expert) => Expert == LoraExpert.Any || Expert == expert;
}
