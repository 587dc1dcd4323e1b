namespace Lora.Inspection.Pairing;

/// <summary>A place in a name that says high or low: where, which, and how clearly.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="IsHigh">Which expert it says.</param>
/// <param name="Clarity">How clearly.</param>
internal sealed record ExpertWord(int Start, int Length, bool IsHigh, ExpertClarity Clarity);
