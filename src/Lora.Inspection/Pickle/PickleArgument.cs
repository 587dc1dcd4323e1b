namespace Lora.Inspection.Pickle;

/// <summary>Specifies the argument after an opcode.</summary>
internal enum PickleArgument : byte
{
    /// <summary>The byte is not an opcode.</summary>
    Unknown = 0,
    None,
    Byte,
    UInt16,
    Int32,
    UInt32,
    UInt64,
    Float64,
    Line,
    TwoLines,
    Counted1,
    Counted4,
    Counted4Signed,
    Counted8,
}
