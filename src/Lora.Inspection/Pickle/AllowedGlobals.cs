using System.Collections.Frozen;

namespace Lora.Inspection.Pickle;

/// <summary>The globals that PyTorch loads with <c>weights_only</c>. A pickle with only these is harmless.</summary>
internal static class AllowedGlobals
{
    private static readonly FrozenSet<string> Names = Enumerate().ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string fullName) => Names.Contains(fullName);

    private static IEnumerable<string> Enumerate()
    {
        string[] others =
        [
            "collections.OrderedDict", "collections.Counter", "_codecs.encode", "builtins.bytearray", "builtins.set", "builtins.complex",
            "__builtin__.bytearray", "__builtin__.set", "__builtin__.complex",
            "torch.nn.parameter.Parameter", "torch.serialization._get_layout", "torch.Size", "torch.Tensor", "torch.device",
            "torch._tensor._rebuild_from_type_v2",
            "torch.per_tensor_affine", "torch.per_tensor_symmetric", "torch.per_channel_affine", "torch.per_channel_symmetric",
            "torch.per_channel_affine_float_qparams",
            "torch.storage.TypedStorage", "torch.storage.UntypedStorage", "torch.TypedStorage", "torch.UntypedStorage",
        ];
        string[] rebuilders =
        [
            "parameter", "parameter_with_state", "qtensor", "tensor", "tensor_v2", "tensor_v3", "sparse_tensor", "meta_tensor_no_storage",
            "wrapper_subclass", "device_tensor_from_numpy", "device_tensor_from_cpu_tensor",
        ];
        string[] numberTypes =
        [
            "bool", "bfloat16", "half", "float", "double", "short", "int", "long", "cfloat", "cdouble", "chalf",
            "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
            "complex32", "complex64", "complex128", "qint8", "qint32", "quint8", "quint4x2", "quint2x4",
            "float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz", "float8_e8m0fnu", "float4_e2m1fn_x2",
            "bits1x8", "bits2x4", "bits4x2", "bits8", "bits16",
            "int1", "int2", "int3", "int4", "int5", "int6", "int7", "uint1", "uint2", "uint3", "uint4", "uint5", "uint6", "uint7",
        ];
        string[] elements = ["Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool"];
        string[] storagesOnly = ["ComplexFloat", "ComplexDouble", "QInt8", "QInt32", "QUInt8", "QUInt4x2", "QUInt2x4"];
        string[] places = ["torch.", "torch.cuda.", "torch.sparse.", "torch.cuda.sparse."];
        return others
            .Concat(rebuilders.Select(name => "torch._utils._rebuild_" + name))
            .Concat(numberTypes.Select(name => "torch." + name))
            .Concat(elements.SelectMany(name => places.Select(place => place + name + "Tensor")))
            .Concat(elements.Concat(storagesOnly).SelectMany(name => new[] { "torch." + name + "Storage", "torch.cuda." + name + "Storage" }));
    }
}
