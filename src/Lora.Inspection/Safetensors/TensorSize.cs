using System.Runtime.CompilerServices;

namespace Lora.Inspection.Safetensors;

/// <summary>Checks that a tensor has exactly the bytes that its shape and data type need.</summary>
internal static class TensorSize
{
    // Below this limit, the end of a tensor plus any header length can't overflow.
    private const long LastPlace = long.MaxValue / 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static InspectionIssue? Check(ReadOnlySpan<byte> name, in TensorDescription tensor)
    {
        if (tensor.End < tensor.Begin || tensor.End > LastPlace)
        {
            return SafetensorsProblems.BadOffsets(name);
        }

        var high = Math.BigMul(tensor.Elements, (ulong)TensorTypes.BitsOf(tensor.Type), out var bits);
        if (tensor.Overflows || high != 0)
        {
            return SafetensorsProblems.Overflow(name);
        }

        if (bits % 8 != 0)
        {
            return SafetensorsProblems.PartOfByte(name);
        }

        var (actual, needed) = (tensor.End - tensor.Begin, (long)(bits / 8));
        return actual == needed ? null : SafetensorsProblems.WrongSize(name, actual, needed);
    }
}
