using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A store that checks no part and tells no part's digest. It may tell the digest of the whole, as S3 does.</summary>
internal sealed class CarelessFiles(IMultipartFileStore inner, bool tellsWhole) : WrappedFiles(inner)
{
    private int _partSize;

    /// <summary>Whether a byte of what comes in changes.</summary>
    public bool Damages { get; set; }

    public override async Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        _partSize = Math.Max(_partSize, (int)parts.PartSize);
        var bytes = new byte[parts.SizeOf(number)];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        bytes[^1] ^= Damages ? (byte)1 : (byte)0;
        using var changed = new MemoryStream(bytes);
        return await Inner.PutPartAsync(key, multipartId, parts, number, changed, sha256: null, cancellationToken);
    }

    public override async Task<LoraFileInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        var file = await Inner.FindAsync(key, cancellationToken);
        if (file is null || !tellsWhole)
        {
            return file;
        }

        await using var content = await Inner.OpenReadAsync(key, 0, cancellationToken);
        var bytes = new byte[file.Size];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return file with { PartsSha256 = LoraPartDigests.Combine(bytes.Chunk(_partSize).Select(part => Convert.ToHexStringLower(SHA256.HashData(part)))) };
    }
}
