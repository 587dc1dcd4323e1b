using Lora.Storage;

namespace Lora;

/// <summary>What begins an upload session.</summary>
/// <param name="FileName">The file's name, without a folder.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record LoraUploadRequest(string FileName, long Size)
{
    /// <summary>The longest <see cref="ClientKey"/>: 200 characters.</summary>
    public const int MaxClientKey = 200;

    /// <summary>Who uploads; see <see cref="LoraUpload.Owner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>What the client calls this upload; see <see cref="LoraUpload.ClientKey"/>. Default: <see langword="null"/>, every call begins a session of its own.</summary>
    public string? ClientKey { get; init; }
}
