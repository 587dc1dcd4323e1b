using System.Runtime.InteropServices;

namespace Lora.Inspection.Identification;

/// <summary>The first three dimensions of a tensor; 0 if it has fewer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafShape(int Dimensions, long First, long Second, long Third)
{
    /// <summary>Returns whether a tensor has these dimensions, as far as they are kept.</summary>
    public bool Is(ReadOnlySpan<long> shape) =>
        shape.Length == Dimensions && (Dimensions == 0 || (shape[0] == First && (Dimensions == 1 || (shape[1] == Second && (Dimensions == 2 || shape[2] == Third)))));

    /// <summary>Gets whether it is a convolution over more than one pixel.</summary>
    public bool IsConvolution => Dimensions >= 4 && Third > 1;
}
