namespace Lora.Inspection.Pairing;

/// <summary>A place in a name that says high or low: where, which, and whether it says noise too.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="IsHigh">Which expert it says.</param>
/// <param name="SaysNoise">Whether "noise" stands beside it or in it, which leaves no doubt.</param>
internal sealed record ExpertWord(int Start, int Length, bool IsHigh, bool SaysNoise);
