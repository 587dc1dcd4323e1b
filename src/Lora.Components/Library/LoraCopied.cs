namespace Lora.Components;

/// <summary>What became of a word that was to be copied.</summary>
/// <param name="Word">The word.</param>
/// <param name="Copied">Whether it is in the clipboard.</param>
internal sealed record LoraCopied(string Word, bool Copied);
