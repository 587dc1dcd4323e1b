namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A part that a page began to send.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsDirect">Whether it was sent straight to storage.</param>
internal sealed record SentPart(int Number, bool IsDirect);
