namespace Lora.Wire;

/// <summary>Where and how to send one part to storage.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Url">Where to send it by PUT.</param>
/// <param name="Headers">The headers to send with it, exactly so.</param>
internal sealed record SignedPartBody(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers);
