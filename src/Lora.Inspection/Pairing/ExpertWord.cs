namespace Lora.Inspection.Pairing;

/// <summary>A word in a name that says high or low.</summary>
/// <param name="Start">The position of the first letter.</param>
/// <param name="Length">The length.</param>
/// <param name="IsHigh">Whether it says high.</param>
/// <param name="Clarity">How clearly it says so.</param>
internal sealed record ExpertWord(int Start, int Length, bool IsHigh, ExpertClarity Clarity);
