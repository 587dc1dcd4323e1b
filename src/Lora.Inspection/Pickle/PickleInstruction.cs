namespace Lora.Inspection.Pickle;

/// <summary>An instruction with its argument, as a view of the window.</summary>
internal readonly ref struct PickleInstruction(PickleOpcode opcode, long number = 0)
{
    public PickleOpcode Opcode { get; } = opcode;

    /// <summary>Gets the argument as a number; for strings and bytes the length.</summary>
    public long Number { get; } = number;

    /// <summary>Gets the argument as bytes; empty if it is too long to be kept.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Gets the second line of an instruction with two lines.</summary>
    public ReadOnlySpan<byte> Second { get; init; }

    /// <summary>Gets the number of bytes of the instruction in the window.</summary>
    public int Length { get; init; }

    /// <summary>Gets the number of bytes of the argument after that, which are skipped.</summary>
    public long Skipped { get; init; }
}
