using System.Buffers.Binary;
using System.Text;

namespace Lora.Conformance.Files;

/// <summary>Creates a valid model file with a thumbnail in its header.</summary>
public static class ThumbnailFile
{
    /// <summary>The thumbnail, a PNG of one pixel.</summary>
    public static IReadOnlyList<byte> Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Creates the file.</summary>
    public static byte[] Make()
    {
        const int Length = 64;
        var header = Encoding.UTF8.GetBytes($$$"""
            {"__metadata__":{"modelspec.thumbnail":"data:image/png;base64,{{{Convert.ToBase64String([.. Png])}}}"},"lora_unet_mid.lora_down.weight":{"dtype":"U8","shape":[{{{Length}}}],"data_offsets":[0,{{{Length}}}]}}
            """);
        var bytes = new byte[sizeof(long) + header.Length + Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, sizeof(long));
        return bytes;
    }
}
