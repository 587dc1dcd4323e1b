namespace Lora.Inspection.Tensors;

/// <summary>The tensors and the raw metadata of a file.</summary>
/// <param name="Table">The tensors.</param>
/// <param name="Metadata">The metadata as it is in the file; empty for a pickle.</param>
/// <param name="DataStart">The offset of the tensor data; -1 for a pickle.</param>
internal sealed record TensorContents(TensorTable Table, IReadOnlyDictionary<string, string> Metadata, long DataStart);
