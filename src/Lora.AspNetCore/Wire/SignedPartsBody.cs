namespace Lora.Wire;

/// <summary>Signed parts.</summary>
/// <param name="Parts">One for each that was asked for, in the same order.</param>
/// <param name="ExpiresAt">Until when they work (UTC). Ask again then.</param>
internal sealed record SignedPartsBody(IReadOnlyList<SignedPartBody> Parts, DateTimeOffset ExpiresAt);
