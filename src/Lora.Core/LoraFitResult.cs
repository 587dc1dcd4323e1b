using Lora.Inspection;

namespace Lora;

/// <summary>How well a LoRA fits a slot, and why.</summary>
/// <param name="Fit">The result.</param>
/// <param name="Reason">The reason, as a message for users.</param>
internal sealed record LoraFitResult(LoraFit Fit, string Reason)
{
    /// <summary>Gets the reason for localization; <see langword="null"/> if only the text is available.</summary>
    public LoraSentence? Sentence { get; init; }

    internal static LoraFitResult Of(LoraFit fit, string key, LocalizableText reason) => new(fit, reason.Text) { Sentence = reason.ToSentence(key) };
}
