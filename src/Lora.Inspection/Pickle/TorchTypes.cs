using System.Collections.Frozen;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>The PyTorch names of storages and data types.</summary>
internal static class TorchTypes
{
    private static readonly FrozenDictionary<string, (TensorType Type, int Bytes)> Storages = new Dictionary<string, (TensorType Type, int Bytes)>(StringComparer.Ordinal)
    {
        ["BFloat16Storage"] = (TensorType.BF16, 2),
        ["BoolStorage"] = (TensorType.BOOL, 1),
        ["ByteStorage"] = (TensorType.U8, 1),
        ["CharStorage"] = (TensorType.I8, 1),
        ["ComplexDoubleStorage"] = (TensorType.Other, 16),
        ["ComplexFloatStorage"] = (TensorType.C64, 8),
        ["DoubleStorage"] = (TensorType.F64, 8),
        ["FloatStorage"] = (TensorType.F32, 4),
        ["HalfStorage"] = (TensorType.F16, 2),
        ["IntStorage"] = (TensorType.I32, 4),
        ["LongStorage"] = (TensorType.I64, 8),
        ["QInt32Storage"] = (TensorType.Other, 4),
        ["QInt8Storage"] = (TensorType.Other, 1),
        ["QUInt2x4Storage"] = (TensorType.Other, 1),
        ["QUInt4x2Storage"] = (TensorType.Other, 1),
        ["QUInt8Storage"] = (TensorType.Other, 1),
        ["ShortStorage"] = (TensorType.I16, 2),
        ["UntypedStorage"] = (TensorType.U8, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, TensorType> NumberTypes = new Dictionary<string, TensorType>(StringComparer.Ordinal)
    {
        ["bfloat16"] = TensorType.BF16,
        ["bool"] = TensorType.BOOL,
        ["complex64"] = TensorType.C64,
        ["float16"] = TensorType.F16,
        ["float32"] = TensorType.F32,
        ["float64"] = TensorType.F64,
        ["float8_e4m3fn"] = TensorType.F8_E4M3,
        ["float8_e4m3fnuz"] = TensorType.F8_E4M3FNUZ,
        ["float8_e5m2"] = TensorType.F8_E5M2,
        ["float8_e5m2fnuz"] = TensorType.F8_E5M2FNUZ,
        ["float8_e8m0fnu"] = TensorType.F8_E8M0,
        ["int16"] = TensorType.I16,
        ["int32"] = TensorType.I32,
        ["int64"] = TensorType.I64,
        ["int8"] = TensorType.I8,
        ["uint16"] = TensorType.U16,
        ["uint32"] = TensorType.U32,
        ["uint64"] = TensorType.U64,
        ["uint8"] = TensorType.U8,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the storage of a persistent id, or <see langword="null"/> if the id is not a storage.</summary>
    public static PickleStorage? StorageOf(PickleValue[] id)
    {
        if (id.Length < 5 || id[0].Content is not "storage" || id[1].Content is not PickleGlobal type || id[2].Content is not string key)
        {
            return null;
        }

        var known = Storages.TryGetValue(type.Name, out var storage);
        var fits = known && id[4].IsInteger && id[4].Number >= 0 && id[4].Number <= long.MaxValue / storage.Bytes;
        return new PickleStorage(key, storage.Type, fits ? id[4].Number * storage.Bytes : -1);
    }

    public static TensorType NumberTypeOf(PickleValue value) =>
        value.Content is PickleGlobal { Module: "torch" } type && NumberTypes.TryGetValue(type.Name, out var known) ? known : TensorType.Other;
}
