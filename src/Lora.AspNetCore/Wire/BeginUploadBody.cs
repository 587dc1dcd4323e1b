namespace Lora.Wire;

/// <summary>What begins an upload session.</summary>
/// <param name="FileName">The file's name, without a folder.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record BeginUploadBody(string? FileName, long? Size);
