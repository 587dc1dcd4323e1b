namespace Lora.Inspection.Identification;

/// <summary>Defines the kinds of network; one file may mix several. Other adapters of PEFT have the lowercase name of their type (<see cref="PeftParts"/>).</summary>
internal static class NetworkKinds
{
    /// <summary>Low-rank adaptation of linear layers.</summary>
    public const string Lora = "lora";

    /// <summary>LoRA on convolutions too.</summary>
    public const string Locon = "locon";

    /// <summary>LoRA with separately trained magnitudes of the weights.</summary>
    public const string Dora = "dora";

    /// <summary>Low-rank Hadamard product.</summary>
    public const string Loha = "loha";

    /// <summary>Low-rank Kronecker product.</summary>
    public const string Lokr = "lokr";

    /// <summary>Orthogonal fine-tuning.</summary>
    public const string Oft = "oft";

    /// <summary>Butterfly orthogonal fine-tuning.</summary>
    public const string Boft = "boft";

    /// <summary>Generalised LoRA.</summary>
    public const string Glora = "glora";

    /// <summary>Activations scaled by learned vectors.</summary>
    public const string Ia3 = "ia3";

    /// <summary>Vectors that scale two random matrices, which all modules share.</summary>
    public const string Vera = "vera";

    /// <summary>Householder reflections.</summary>
    public const string Hra = "hra";

    /// <summary>Full weight differences.</summary>
    public const string Full = "full";

    /// <summary>Trained norms.</summary>
    public const string Norm = "norm";

    /// <summary>FLUX.1 LoRA in the layout of XLabs.</summary>
    public const string Xlabs = "xlabs";

    /// <summary>A LoRA that makes a model accept a control image.</summary>
    public const string ControlLora = "control-lora";
}
