namespace Lora.Inspection.Tensors;

/// <summary>The data type of a tensor, with the names of the safetensors format.</summary>
internal enum TensorType : byte
{
    /// <summary>A type that is not known. Only pickles may have one.</summary>
    Other = 0,
    BOOL,
    F4,
    F6_E2M3,
    F6_E3M2,
    U8,
    I8,
    F8_E5M2,
    F8_E4M3,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    C64,
    F64,
    I64,
    U64,
}
