namespace Lora.Storage;

/// <summary>Where and how to send one part.</summary>
/// <param name="Number">The part's number, from 1.</param>
/// <param name="Url">Where to send it by PUT.</param>
/// <param name="Headers">The headers that the signature covers, to be sent exactly so. <c>Host</c> and <c>Content-Length</c>, which browsers set themselves, are not among them. No others may be sent: some servers refuse what is not signed, a <c>Content-Type</c> too.</param>
public sealed record LoraSignedPart(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers);
