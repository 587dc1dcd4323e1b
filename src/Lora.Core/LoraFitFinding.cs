using Lora.Inspection;

namespace Lora;

/// <summary>Whether a LoRA fits a slot, and why.</summary>
/// <param name="Fit">The verdict.</param>
/// <param name="Reason">A sentence for a person.</param>
internal sealed record LoraFitFinding(LoraFit Fit, string Reason)
{
    /// <summary>How to say the reason in another language; <see langword="null"/> when nothing but the text is known.</summary>
    public LoraSentence? Sentence { get; init; }

    internal static LoraFitFinding Of(LoraFit fit, string key, LocalizableText reason) => new(fit, reason.Text) { Sentence = reason.ToSentence(key) };
}
