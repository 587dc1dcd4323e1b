namespace Lora.Inspection;

/// <summary>The numbers that the blocks of a family have. A block outside of them speaks against the family.</summary>
/// <param name="Pattern">Names with at least one <c>#</c>, in the language of <see cref="LoraTensorLayout"/>, that begin with <c>^</c>.</param>
/// <param name="Place">Which <c>#</c> of the name, counted from 0.</param>
/// <param name="Min">The smallest number.</param>
/// <param name="Max">The largest number.</param>
public sealed record LoraBlockNumbers(string Pattern, int Place, int Min, int Max);
