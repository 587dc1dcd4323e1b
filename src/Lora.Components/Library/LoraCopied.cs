namespace Lora.Components;

/// <summary>The result of copying a word.</summary>
/// <param name="Word">The word.</param>
/// <param name="Copied">Whether the word was copied to the clipboard.</param>
internal sealed record LoraCopied(string Word, bool Copied);
