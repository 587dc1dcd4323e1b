using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lora.EndToEnd.Tests;

/// <summary>
/// A safetensors file for a test: a valid header, then zeros that take little space on disk, with marks throughout and at the end that differ by file
/// name.
/// </summary>
/// <param name="Path">The path.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record LoraFile(string Path, long Size)
{
    public const long Mebibyte = 1024 * 1024;

    /// <summary>The part size of tests: 64 KiB. A folder accepts parts of any size, and <c>eng/ceph.sh</c> configures this minimum.</summary>
    public const long PartSize = 64 * 1024;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The name in the library: the file name without its extension.</summary>
    public string Title => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static LoraFile Make(TemporaryFolder folder, string name, long size)
    {
        var file = new LoraFile(folder[name], size);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file.Path)!);
        using var stream = File.Create(file.Path);
        stream.Write(Header(size));
        stream.SetLength(size);
        // A large file stays sparse. In a small one each part has a mark.
        var step = size > 5 * Mebibyte ? Mebibyte : PartSize;
        for (var place = step; place < size; place += step)
        {
            Mark(stream, place - sizeof(long), name, place);
        }

        Mark(stream, size - sizeof(long), name, size);
        return file;
    }

    /// <summary>Returns the SHA-256 of the file.</summary>
    public async Task<string> Sha256Async()
    {
        await using var stream = File.OpenRead(Path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    /// <summary>Moves the file away, as if its drive was removed.</summary>
    public void Hide() => File.Move(Path, Hidden);

    /// <summary>Moves the file back.</summary>
    public void Restore() => File.Move(Hidden, Path);

    /// <summary>Returns the bytes before the tensor.</summary>
    public static byte[] Beginning(long size) => Header(size);

    /// <summary>Returns the bytes of a small file.</summary>
    public static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        Header(size).CopyTo(bytes, 0);
        return bytes;
    }

    private string Hidden => Path + ".hidden";

    private static void Mark(Stream stream, long offset, string name, long place)
    {
        stream.Position = offset;
        stream.Write(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name} {place}"))).AsSpan(0, sizeof(long)));
    }

    /// <summary>Returns the header of one tensor that fills the file.</summary>
    private static byte[] Header(long size)
    {
        const int HeaderSize = 512;
        var data = size - sizeof(long) - HeaderSize;
        ArgumentOutOfRangeException.ThrowIfNegative(data, nameof(size));
        var count = data.ToString(CultureInfo.InvariantCulture);
        var json = $$$"""{"lora_unet_mid.lora_down.weight":{"dtype":"U8","shape":[{{{count}}}],"data_offsets":[0,{{{count}}}]}}""";
        var bytes = new byte[sizeof(long) + HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, HeaderSize);
        Encoding.UTF8.GetBytes(json.PadRight(HeaderSize)).CopyTo(bytes, sizeof(long));
        return bytes;
    }
}
