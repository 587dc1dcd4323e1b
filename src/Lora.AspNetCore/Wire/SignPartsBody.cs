namespace Lora.Wire;

/// <summary>Which parts are to be sent to storage.</summary>
/// <param name="Parts">The parts, at most 50.</param>
internal sealed record SignPartsBody(IReadOnlyList<AnnouncedPartBody?>? Parts);
