using System.Security.Cryptography;
using Lora.Benchmarks.Micro;

namespace Lora.Benchmarks.Transfers;

/// <summary>A file that takes no disk: a header, and then the same random bytes, repeated.</summary>
internal sealed class Payload
{
    private const int Block = 16 * 1024 * 1024;
    private const int HeaderRoom = 4096;
    private const int BytesPerRow = 2 * 512;
    private const int RowLength = 512;

    private readonly byte[] _first = new byte[Block];
    private readonly byte[] _others = new byte[Block];

    /// <param name="size">About how many bytes it is to have; it has no more.</param>
    public Payload(long size)
    {
        var header = new HeaderWriter(new Dictionary<string, string> { ["format"] = "pt" });
        header.Add("lora_unet_mid.lora_down.weight", (int)((size - HeaderRoom) / BytesPerRow), RowLength);
        var file = header.ToFile();
        Size = file.Length;
        new Random(1).NextBytes(_others);
        _others.CopyTo(_first, 0);
        file.Start.CopyTo(_first, 0);
    }

    public long Size { get; }

    /// <summary>Some of its bytes; they must lie in one block of 16 MiB.</summary>
    public ReadOnlyMemory<byte> Slice(long offset, int length) => (offset < Block ? _first : _others).AsMemory((int)(offset % Block), length);

    /// <summary>As many of its bytes as lie together.</summary>
    public ReadOnlyMemory<byte> SliceUpTo(long offset, long length) => Slice(offset, (int)Math.Min(Math.Min(length, Size - offset), Block - (offset % Block)));

    /// <summary>The SHA-256 of each part, in order.</summary>
    public IReadOnlyList<string> Digests(long partSize) =>
        [.. Enumerable.Range(0, (int)((Size + partSize - 1) / partSize)).Select(place => Convert.ToHexStringLower(SHA256.HashData(SliceUpTo(place * partSize, partSize).Span)))];

    /// <summary>Writes it to a disk.</summary>
    public void Save(string path)
    {
        using var file = File.Create(path);
        for (long offset = 0; offset < Size; offset += Block)
        {
            file.Write(SliceUpTo(offset, Block).Span);
        }
    }
}
