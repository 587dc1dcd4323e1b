namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A part that a page has started to send.</summary>
/// <param name="Number">The part number.</param>
/// <param name="IsDirect">Whether it was sent directly to the storage.</param>
internal sealed record SentPart(int Number, bool IsDirect);
