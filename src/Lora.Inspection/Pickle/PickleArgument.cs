namespace Lora.Inspection.Pickle;

/// <summary>What follows an instruction's byte.</summary>
internal enum PickleArgument : byte
{
    /// <summary>The byte is no instruction.</summary>
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
