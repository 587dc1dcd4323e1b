namespace Lora.Inspection.Identification;

/// <summary>Specifies the input or the output of a layer.</summary>
internal enum LayerSide
{
    /// <summary>The input.</summary>
    Input = 0,

    /// <summary>The output.</summary>
    Output = 1,
}
