using System.Buffers.Binary;

namespace Lora.Inspection.Pickle;

/// <summary>The format of single arrays of numpy, which has a pickle in it when the array is one of objects.</summary>
internal static class NumpyArray
{
    /// <summary>How many bytes tell.</summary>
    public const int HeaderLength = 12;

    /// <summary>Where the data of an array begins; <see langword="null"/> when it is none.</summary>
    public static long? ObjectsStartAt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || bytes[0] != 0x93 || !bytes[1..].StartsWith("NUMPY"u8))
        {
            return null;
        }

        return bytes[6] == 1 ? 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : 12L + BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
    }
}
