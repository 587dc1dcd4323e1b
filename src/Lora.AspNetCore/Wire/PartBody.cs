namespace Lora.Wire;

/// <summary>A part that storage holds.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record PartBody(int Number, long Size);
