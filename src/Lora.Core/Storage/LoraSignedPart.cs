namespace Lora.Storage;

/// <summary>A presigned URL for one part.</summary>
/// <param name="Number">The part number, starting at 1.</param>
/// <param name="Url">The URL to which the part is sent by PUT.</param>
/// <param name="Headers">The signed headers, which must be sent exactly as given. They do not include <c>Host</c> and <c>Content-Length</c>, which browsers set themselves. Do not send other headers: some servers reject headers that are not signed, including <c>Content-Type</c>.</param>
public sealed record LoraSignedPart(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers);
