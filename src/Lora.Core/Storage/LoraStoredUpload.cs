namespace Lora.Storage;

/// <summary>A multipart upload in storage that is neither completed nor aborted.</summary>
/// <param name="Key">The key of the upload.</param>
/// <param name="MultipartId">The id that the store assigned to the upload.</param>
/// <param name="StartedAt">When the upload was started (UTC).</param>
public sealed record LoraStoredUpload(string Key, string MultipartId, DateTimeOffset StartedAt);
