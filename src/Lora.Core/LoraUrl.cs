namespace Lora;

/// <summary>A URL that lets anyone read one LoRA by GET until it expires.</summary>
/// <param name="Url">The URL. Requests for the same LoRA and lifetime return the same one for a while (see <see cref="Storage.LoraUrlWindow"/>).</param>
/// <param name="ExpiresAt">
/// When it stops working (UTC): never later than the lifetime that was asked for, and up to a twelfth of that lifetime earlier. Storage servers check it by
/// their own clock, in whole seconds.
/// </param>
public sealed record LoraUrl(Uri Url, DateTimeOffset ExpiresAt);
