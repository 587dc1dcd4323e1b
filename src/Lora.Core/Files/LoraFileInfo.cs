namespace Lora.Files;

/// <summary>What storage says of an object.</summary>
/// <param name="Size">Its size in bytes.</param>
public sealed record LoraFileInfo(long Size);
