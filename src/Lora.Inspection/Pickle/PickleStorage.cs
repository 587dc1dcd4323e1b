using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>The numbers of one or more tensors, which lie outside of the pickle under a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">The type of the numbers.</param>
/// <param name="Length">Its length in bytes; -1 when it is not known.</param>
internal sealed record PickleStorage(string Key, TensorType Type, long Length);
