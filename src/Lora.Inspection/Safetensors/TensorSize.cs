using System.Runtime.CompilerServices;

namespace Lora.Inspection.Safetensors;

/// <summary>The rule that a tensor has exactly the bytes its shape and its type need.</summary>
internal static class TensorSize
{
    // Below this, where a tensor ends can be added to any header length without overflow.
    private const long LastPlace = long.MaxValue / 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static InspectionIssue? Check(ReadOnlySpan<byte> name, in TensorDescription tensor)
    {
        if (tensor.End < tensor.Begin || tensor.End > LastPlace)
        {
            return SafetensorsFaults.BadOffsets(name);
        }

        var high = Math.BigMul(tensor.Elements, (ulong)TensorTypes.BitsOf(tensor.Type), out var bits);
        if (tensor.Overflows || high != 0)
        {
            return SafetensorsFaults.Overflow(name);
        }

        if (bits % 8 != 0)
        {
            return SafetensorsFaults.PartOfByte(name);
        }

        var (actual, needed) = (tensor.End - tensor.Begin, (long)(bits / 8));
        return actual == needed ? null : SafetensorsFaults.WrongSize(name, actual, needed);
    }
}
