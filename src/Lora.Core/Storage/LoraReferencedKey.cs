namespace Lora.Storage;

/// <summary>A storage key that rows of any workspace reference.</summary>
/// <param name="StorageKey">The key.</param>
/// <param name="HasRecord">Whether a record references the key, in any state.</param>
/// <param name="HasUpload">Whether an upload session references the key, in any state.</param>
/// <param name="MultipartId">The multipart id of the session; <see langword="null"/> if it has none yet, or if there is no session.</param>
public sealed record LoraReferencedKey(string StorageKey, bool HasRecord, bool HasUpload, string? MultipartId);
