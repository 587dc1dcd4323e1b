namespace Lora.Storage;

/// <summary>A storage key that rows of any workspace name.</summary>
/// <param name="StorageKey">The key.</param>
/// <param name="HasRecord">Whether a record names it, whatever its state.</param>
/// <param name="HasUpload">Whether an upload session names it, whatever its state.</param>
/// <param name="MultipartId">The multipart upload that the session names; <see langword="null"/> where it names none yet, or there is no session.</param>
public sealed record LoraReferencedKey(string StorageKey, bool HasRecord, bool HasUpload, string? MultipartId);
