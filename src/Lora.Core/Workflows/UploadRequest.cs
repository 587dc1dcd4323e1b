using Lora.Storage;

namespace Lora.Workflows;

/// <summary>A request to create an upload session.</summary>
/// <param name="FileName">The file name, without a folder.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record UploadRequest(string FileName, long Size)
{
    /// <summary>Gets the id of the user who uploads; see <see cref="LoraUpload.Owner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the key by which the client identifies the upload; see <see cref="LoraUpload.ClientKey"/>. Default: <see langword="null"/>, every call creates a new session.</summary>
    public string? ClientKey { get; init; }
}
