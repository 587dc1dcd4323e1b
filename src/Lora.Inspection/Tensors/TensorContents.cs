namespace Lora.Inspection.Tensors;

/// <summary>What a reader got out of a file: its tensors and its metadata, raw.</summary>
/// <param name="Table">The tensors.</param>
/// <param name="Metadata">The metadata as it stands in the file; empty for a pickle.</param>
/// <param name="DataStart">Where the tensor data begins; -1 for a pickle.</param>
internal sealed record TensorContents(TensorTable Table, IReadOnlyDictionary<string, string> Metadata, long DataStart);
