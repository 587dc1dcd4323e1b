namespace Lora;

/// <summary>The limits of a workspace.</summary>
/// <param name="Bytes">The maximum number of bytes, including unfinished uploads; <see langword="null"/> for no limit.</param>
/// <param name="Uploads">The maximum number of unfinished uploads; <see langword="null"/> for no limit.</param>
/// <param name="FileSize">The maximum file size, in bytes.</param>
public sealed record LoraLimits(long? Bytes, int? Uploads, long FileSize);
