using System.Globalization;
using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <summary>Immutable bytes, in blocks, so that an object is not limited to the size of an array.</summary>
internal sealed class InMemoryContent
{
    private const int BlockSize = 64 * 1024;

    private readonly IReadOnlyList<byte[]> _blocks;

    private InMemoryContent(IReadOnlyList<byte[]> blocks) => _blocks = blocks;

    public long Size => _blocks.Sum(static block => (long)block.Length);

    /// <summary>Reads exactly <paramref name="size"/> bytes to the end of the stream.</summary>
    /// <exception cref="LoraStorageException">The stream has another size or another SHA-256.</exception>
    public static async Task<InMemoryContent> ReadAsync(Stream content, long size, string? sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var blocks = new List<byte[]>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var left = size; left > 0; left -= blocks[^1].Length)
        {
            var block = new byte[(int)Math.Min(left, BlockSize)];
            if (await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < block.Length)
            {
                throw WrongSize("fewer", size);
            }

            hash.AppendData(block);
            blocks.Add(block);
        }

        if (await content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
        {
            throw WrongSize("more", size);
        }

        return sha256 is null || Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256
            ? new InMemoryContent(blocks)
            : throw new LoraStorageException(LoraErrorCodes.PartChecksum, $"The part does not match the announced SHA-256 {sha256}. Send it again.", isTransient: true);
    }

    public static InMemoryContent Join(IEnumerable<InMemoryContent> parts) => new([.. parts.SelectMany(static part => part._blocks)]);

    public Stream Open(long offset) => new InMemoryContentStream(_blocks, offset);

    private static LoraStorageException WrongSize(string word, long size) => new(
        LoraErrorCodes.PartSize, string.Create(CultureInfo.InvariantCulture, $"The part has {word} than the expected {size} bytes. Send it again."), isTransient: false);
}
