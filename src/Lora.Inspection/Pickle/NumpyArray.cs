using System.Buffers.Binary;

namespace Lora.Inspection.Pickle;

/// <summary>The numpy format for single arrays, which contains a pickle if the items are objects.</summary>
internal static class NumpyArray
{
    /// <summary>The number of bytes needed to recognize it.</summary>
    public const int HeaderLength = 12;

    /// <summary>Returns the position of the data of an array, or <see langword="null"/> if it is not an array.</summary>
    public static long? ObjectsStartAt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || bytes[0] != 0x93 || !bytes[1..].StartsWith("NUMPY"u8))
        {
            return null;
        }

        return bytes[6] == 1 ? 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : 12L + BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
    }
}
