using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>A tensor on the symbolic stack.</summary>
internal sealed record PickleTensor(TensorType Type, long[] Shape);
