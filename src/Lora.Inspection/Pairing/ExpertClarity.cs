namespace Lora.Inspection.Pairing;

/// <summary>Specifies how clearly a word in a name says the noise expert. Only the clearest words of a name apply.</summary>
internal enum ExpertClarity
{
    /// <summary>One or two letters: "H" or "lo".</summary>
    Short = 0,

    /// <summary>"High" or "LN", without "noise".</summary>
    Bare = 1,

    /// <summary>"Noise" is next to it or part of it.</summary>
    Noise = 2,
}
