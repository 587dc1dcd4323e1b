namespace Lora.Inspection.Identification;

/// <summary>The block numbers of a family. A block outside the range is evidence against the family.</summary>
/// <param name="Pattern">A pattern of <see cref="TensorLayout"/> that starts with <c>^</c> and has at least one <c>#</c>.</param>
/// <param name="Place">The zero-based index of the <c>#</c> in the pattern.</param>
/// <param name="Min">The smallest number.</param>
/// <param name="Max">The largest number.</param>
internal sealed record BlockRange(string Pattern, int Place, int Min, int Max);
