namespace Lora.Management;

/// <summary>A URL that lets anyone read one LoRA by GET until it expires.</summary>
/// <param name="Url">The URL.</param>
/// <param name="ExpiresAt">When it stops working (UTC), to within one second: signatures and the servers that check them count whole seconds.</param>
public sealed record LoraUrl(Uri Url, DateTimeOffset ExpiresAt);
