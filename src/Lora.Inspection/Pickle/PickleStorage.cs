using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>The values of one or more tensors, which are stored outside the pickle under a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">The data type.</param>
/// <param name="Length">The length in bytes; -1 if not known.</param>
internal sealed record PickleStorage(string Key, TensorType Type, long Length);
