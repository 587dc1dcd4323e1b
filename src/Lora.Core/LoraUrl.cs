namespace Lora;

/// <summary>A URL with which anyone can download a LoRA by GET until it expires.</summary>
/// <param name="Url">The URL. Requests for the same LoRA and lifetime return the same URL for a twelfth of the lifetime.</param>
/// <param name="ExpiresAt">
/// When the URL expires (UTC): at the end of the requested lifetime, or up to a twelfth of it earlier. Storage servers check it with
/// their own clock, in whole seconds.
/// </param>
public sealed record LoraUrl(Uri Url, DateTimeOffset ExpiresAt);
