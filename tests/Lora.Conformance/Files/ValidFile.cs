using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Lora.Conformance.Files;

/// <summary>Creates valid model files of any size from <see cref="MinSize"/>, with content from a seed.</summary>
public static class ValidFile
{
    /// <summary>The minimum size in bytes.</summary>
    public const int MinSize = 120;

    private const int HeaderLength = 104;
    private const byte Proto = 0x80;
    private const byte BinUnicode = (byte)'X';
    private const byte Stop = (byte)'.';

    /// <summary>Creates a file of the format of the name's extension.</summary>
    public static byte[] Make(string fileName, int size, int seed)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, MinSize);
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        if (fileName.EndsWith(".ckpt", StringComparison.OrdinalIgnoreCase))
        {
            WritePickle(bytes);
        }
        else
        {
            WriteHeader(bytes);
        }

        return bytes;
    }

    /// <summary>Creates a file with one tensor that fills it to the last byte.</summary>
    private static void WriteHeader(byte[] bytes)
    {
        var count = (bytes.Length - sizeof(long) - HeaderLength).ToString(CultureInfo.InvariantCulture);
        var json = $$$"""{"lora_unet_mid.lora_down.weight":{"dtype":"U8","shape":[{{{count}}}],"data_offsets":[0,{{{count}}}]}}""";
        BinaryPrimitives.WriteInt64LittleEndian(bytes, HeaderLength);
        Encoding.UTF8.GetBytes(json.PadRight(HeaderLength)).CopyTo(bytes, sizeof(long));
    }

    /// <summary>Creates a pickle of one string.</summary>
    private static void WritePickle(byte[] bytes)
    {
        const int Before = 7;
        for (var index = Before; index < bytes.Length - 1; index++)
        {
            bytes[index] = (byte)('a' + (bytes[index] % 26));
        }

        (bytes[0], bytes[1], bytes[2], bytes[^1]) = (Proto, 2, BinUnicode, Stop);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(3), bytes.Length - Before - 1);
    }
}
