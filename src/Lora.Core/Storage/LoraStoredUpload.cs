namespace Lora.Storage;

/// <summary>A multipart upload in storage that is neither completed nor aborted.</summary>
/// <param name="Key">The key it was begun for.</param>
/// <param name="MultipartId">What the store calls it.</param>
/// <param name="StartedAt">When it was begun (UTC).</param>
public sealed record LoraStoredUpload(string Key, string MultipartId, DateTimeOffset StartedAt);
