namespace Lora.Inspection.Pickle;

/// <summary>One instruction with its argument, as it stands in the window of bytes.</summary>
internal readonly ref struct PickleInstruction(PickleOpcode opcode, long number = 0)
{
    public PickleOpcode Opcode { get; } = opcode;

    /// <summary>The argument as a number; for text and bytes their length.</summary>
    public long Number { get; } = number;

    /// <summary>The argument as bytes; empty when it is too long to be kept.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The second line of an instruction that takes two.</summary>
    public ReadOnlySpan<byte> Second { get; init; }

    /// <summary>How many bytes of the window the instruction takes.</summary>
    public int Length { get; init; }

    /// <summary>How many bytes behind the window's part belong to the argument and are passed over unread.</summary>
    public long Skipped { get; init; }
}
