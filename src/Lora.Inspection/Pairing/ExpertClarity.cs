namespace Lora.Inspection.Pairing;

/// <summary>How clearly a word of a name says for which expert a LoRA is. The clearest words of a name count, and no others.</summary>
internal enum ExpertClarity
{
    /// <summary>A letter or two: "H" or "lo".</summary>
    Short = 0,

    /// <summary>"High" or "LN", without the noise.</summary>
    Bare = 1,

    /// <summary>"Noise" stands beside it or in it, which leaves no doubt.</summary>
    Noise = 2,
}
