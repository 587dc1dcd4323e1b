using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Lora.Testing;

/// <summary>Creates small LoRA files that every check accepts, for tests that upload.</summary>
public static class LoraTestFile
{
    /// <summary>The minimum size: 120 bytes.</summary>
    public const int MinSize = 120;

    private const int HeaderLength = 104;
    private const byte Proto = 0x80;
    private const byte BinUnicode = (byte)'X';
    private const byte Stop = (byte)'.';

    /// <summary>Creates a file. The same arguments create the same bytes, and another seed creates another file.</summary>
    /// <param name="fileName">The file name. A <c>.ckpt</c> file is a pickle, any other file is a safetensors file.</param>
    /// <param name="size">The size in bytes, at least <see cref="MinSize"/>. Default: 4,096.</param>
    /// <param name="seed">The seed of the content. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than <see cref="MinSize"/>.</exception>
    public static byte[] Create(string fileName = "style.safetensors", int size = 4096, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, MinSize);
        var bytes = new byte[size];
#pragma warning disable CA5394 // The content must be the same in every run, not secret.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
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
