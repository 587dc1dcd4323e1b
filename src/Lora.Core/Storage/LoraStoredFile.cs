namespace Lora.Storage;

/// <summary>An object in storage.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="ModifiedAt">When the object was written (UTC).</param>
public sealed record LoraStoredFile(string Key, long Size, DateTimeOffset ModifiedAt);
