using Lora.Storage;

namespace Lora;

/// <summary>A request to create an upload session.</summary>
/// <param name="FileName">The file name, without a folder.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record LoraUploadRequest(string FileName, long Size)
{
    /// <summary>The maximum length of <see cref="ClientKey"/>: 200 characters.</summary>
    public const int MaxClientKey = 200;

    /// <summary>Gets the id of the user who uploads; see <see cref="LoraUpload.Owner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the key by which the client identifies the upload; see <see cref="LoraUpload.ClientKey"/>. Default: <see langword="null"/>, every call creates a new session.</summary>
    public string? ClientKey { get; init; }
}
