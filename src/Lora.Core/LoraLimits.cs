namespace Lora;

/// <summary>How much a workspace may use.</summary>
/// <param name="Bytes">How many bytes it may hold, unfinished uploads included; <see langword="null"/> for no limit.</param>
/// <param name="Uploads">How many uploads may be unfinished at once; <see langword="null"/> for no limit.</param>
/// <param name="FileSize">The largest file, in bytes.</param>
public sealed record LoraLimits(long? Bytes, int? Uploads, long FileSize);
