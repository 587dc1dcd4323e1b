using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lora.Testing.Suites;

/// <summary>A stream of bytes that are generated from a seed as they are read, so that large files need neither memory nor disk. It can't be rewound.</summary>
internal sealed class GeneratedContent(int seed, long offset, long length) : ForwardOnlyStream
{
    private long _done;

    public GeneratedContent(int seed, long length)
        : this(seed, 0, length)
    {
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _done);
        Span<byte> block = stackalloc byte[8];
        for (var i = 0; i < count;)
        {
            var position = offset + _done + i;
            BinaryPrimitives.WriteUInt64LittleEndian(block, Mix((ulong)(position / 8) + ((ulong)(uint)seed << 40)));
            var rest = block[(int)(position % 8)..];
            rest = rest[..Math.Min(rest.Length, count - i)];
            rest.CopyTo(buffer[i..]);
            i += rest.Length;
        }

        _done += count;
        return count;
    }

    /// <summary>Returns the SHA-256 of the content.</summary>
    public static async Task<string> HashAsync(int seed, long length, long offset = 0)
    {
        await using var content = new GeneratedContent(seed, offset, length);
        return await HashAsync(content);
    }

    public static async Task<string> HashAsync(Stream stream) => Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));

    // SplitMix64, public domain.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
