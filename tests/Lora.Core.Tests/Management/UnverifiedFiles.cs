using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A store that verifies no parts and reports no checksums of parts. It can report the composite checksum, as S3 does.</summary>
internal sealed class UnverifiedFiles(IMultipartFileStore inner, bool reportsComposite) : WrappedFiles(inner)
{
    private int _partSize;

    /// <summary>Gets or sets whether to corrupt the received parts.</summary>
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

    public override async Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        var file = await Inner.FindAsync(key, cancellationToken);
        if (file is null || !reportsComposite)
        {
            return file;
        }

        await using var content = await Inner.OpenReadAsync(key, 0, cancellationToken);
        var bytes = new byte[file.Size];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return file with { PartsSha256 = LoraPartDigests.Combine(bytes.Chunk(_partSize).Select(part => Convert.ToHexStringLower(SHA256.HashData(part)))) };
    }
}
