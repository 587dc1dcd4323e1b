using System.IO.Compression;
using System.Text;

namespace Lora.Inspection.Tests.Pickle;

/// <summary>Writes ZIPs, including malformed ones.</summary>
internal sealed class ZipWriter
{
    private readonly MemoryStream _file = new();
    private readonly MemoryStream _directory = new();
    private int _entries;

    /// <summary>A model as PyTorch saves it.</summary>
    public static ZipWriter Model(byte[] pickle) => new ZipWriter().Add("archive/data.pkl", pickle).Add("archive/version", "3\n"u8.ToArray());

    public ZipWriter Add(string name, byte[] content, bool listed = true, string? localName = null, bool packed = false, int flags = 0, bool large = false)
    {
        var data = packed ? Deflate(content) : content;
        var offset = (int)_file.Position;
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        var nameHere = Encoding.UTF8.GetBytes(localName ?? name);
        writer.Write("PK\u0003\u0004"u8);
        WriteCommon(writer, data.Length, content.Length, nameHere.Length, packed, flags);
        writer.Write((short)0);
        writer.Write(nameHere);
        writer.Write(data);
        if (listed)
        {
            List(name, data.Length, content.Length, offset, packed, flags, large);
        }

        return this;
    }

    public ZipWriter Raw(params byte[] bytes)
    {
        _file.Write(bytes);
        return this;
    }

    /// <summary>Returns the whole file.</summary>
    /// <param name="withEnd">Whether to write the directory.</param>
    /// <param name="large">Whether to write a ZIP64 end too.</param>
    /// <param name="comment">The comment.</param>
    /// <param name="pointer">The declared position of the ZIP64 end; its actual position by default.</param>
    public byte[] ToArray(bool withEnd = true, bool large = false, byte[]? comment = null, long? pointer = null)
    {
        var directory = _directory.ToArray();
        var start = _file.Position;
        using var result = new MemoryStream();
        using var writer = new BinaryWriter(result);
        writer.Write(_file.ToArray());
        if (withEnd)
        {
            writer.Write(directory);
            if (large)
            {
                WriteLargeEnd(writer, start, directory.Length, pointer);
            }

            writer.Write("PK\u0005\u0006"u8);
            writer.Write(0);
            writer.Write(large ? (short)-1 : (short)_entries);
            writer.Write(large ? (short)-1 : (short)_entries);
            writer.Write(large ? -1 : directory.Length);
            writer.Write(large ? -1 : (int)start);
            writer.Write((short)(comment?.Length ?? 0));
            writer.Write(comment ?? []);
        }

        return result.ToArray();
    }

    private void WriteLargeEnd(BinaryWriter writer, long start, long length, long? pointer)
    {
        var at = writer.BaseStream.Position;
        writer.Write("PK\u0006\u0006"u8);
        writer.Write(44L);
        writer.Write(0x002d002d);
        writer.Write(0L);
        writer.Write((long)_entries);
        writer.Write((long)_entries);
        writer.Write(length);
        writer.Write(start);
        writer.Write("PK\u0006\u0007"u8);
        writer.Write(0);
        writer.Write(pointer ?? at);
        writer.Write(1);
    }

    private void List(string name, int packedLength, int length, int offset, bool packed, int flags, bool large)
    {
        using var writer = new BinaryWriter(_directory, Encoding.UTF8, leaveOpen: true);
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Write("PK\u0001\u0002"u8);
        writer.Write((short)20);
        WriteCommon(writer, large ? -1 : packedLength, large ? -1 : length, bytes.Length, packed, flags);
        writer.Write(large ? (short)28 : (short)0);
        writer.Write((short)0);
        writer.Write(0);
        writer.Write(0);
        writer.Write(large ? -1 : offset);
        writer.Write(bytes);
        if (large)
        {
            writer.Write((short)1);
            writer.Write((short)24);
            writer.Write((long)length);
            writer.Write((long)packedLength);
            writer.Write((long)offset);
        }

        _entries++;
    }

    private static void WriteCommon(BinaryWriter writer, int packedLength, int length, int nameLength, bool packed, int flags)
    {
        writer.Write((short)20);
        writer.Write((short)flags);
        writer.Write(packed ? (short)8 : (short)0);
        writer.Write(0);
        writer.Write(0);
        writer.Write(packedLength);
        writer.Write(length);
        writer.Write((short)nameLength);
    }

    private static byte[] Deflate(byte[] content)
    {
        using var result = new MemoryStream();
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return result.ToArray();
    }
}
