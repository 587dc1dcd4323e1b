namespace Lora.Storage;

/// <summary>An object in storage.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was written (UTC).</param>
public sealed record LoraStoredFile(string Key, long Size, DateTimeOffset ModifiedAt);
