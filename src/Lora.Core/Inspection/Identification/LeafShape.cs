using System.Runtime.InteropServices;

namespace Lora.Inspection.Identification;

/// <summary>The first three dimensions of a tensor; 0 where it has fewer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafShape(int Dimensions, long First, long Second, long Third)
{
    /// <summary>Whether it is a convolution that looks at more than one pixel.</summary>
    public bool IsConvolution => Dimensions >= 4 && Third > 1;
}
