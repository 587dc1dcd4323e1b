using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>Evaluates calls of the functions that PyTorch allows symbolically: tensors with shapes, dictionaries.</summary>
internal static class TorchCalls
{
    public static PickleValue Evaluate(PickleGlobal global, PickleValue arguments, PickleRisks risks)
    {
        var values = arguments.Content is PickleTuple tuple ? tuple.Items : [];
        while (global.FullName == "torch._tensor._rebuild_from_type_v2" && values is [{ Content: PickleGlobal inner }, _, { Content: PickleTuple innerArguments }, ..])
        {
            risks.Call(inner);
            (global, values) = (inner, innerArguments.Items);
        }

        return global.FullName switch
        {
            "collections.OrderedDict" => new PickleValue(MapOf(global, values)),
            "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_qtensor" =>
                values is [{ Content: PickleStorage storage }, _, var shape, ..] ? TensorOf(storage.Type, shape) : PickleValue.Plain,
            "torch._utils._rebuild_tensor_v3" =>
                values is [_, _, var shape, _, _, _, var type, ..] ? TensorOf(TorchTypes.NumberTypeOf(type), shape) : PickleValue.Plain,
            "torch._utils._rebuild_meta_tensor_no_storage" =>
                values is [var type, var shape, ..] ? TensorOf(TorchTypes.NumberTypeOf(type), shape) : PickleValue.Plain,
            "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" or "torch.nn.parameter.Parameter"
                or "torch._utils._rebuild_device_tensor_from_cpu_tensor" => values is [{ Content: PickleTensor } data, ..] ? data : PickleValue.Plain,
            "torch.Size" => values is [{ Content: PickleTuple } size] ? size : PickleValue.Plain,
            _ => new PickleValue(new PickleMap(global)),
        };
    }

    private static PickleValue TensorOf(TensorType type, PickleValue shape) =>
        shape.Content is PickleTuple size && size.ToNumbers() is { } numbers ? new PickleValue(new PickleTensor(type, numbers)) : PickleValue.Plain;

    /// <summary>Old protocols pass the entries of a dictionary to its constructor as a list of pairs.</summary>
    private static PickleMap MapOf(PickleGlobal type, PickleValue[] values)
    {
        var map = new PickleMap(type);
        if (values is [{ Content: PickleList { Items: var pairs } }, ..])
        {
            foreach (var pair in pairs)
            {
                var entry = pair.Content switch
                {
                    PickleTuple { Items: [var key, var value] } => (key, value),
                    PickleList { Items: [var key, var value] } => (key, value),
                    _ => default,
                };
                if (entry.key.Content is not null)
                {
                    map.Add(entry.key, entry.value);
                }
            }
        }

        return map;
    }
}
