using System.Buffers.Binary;

namespace Lora.Inspection.Pickle;

/// <summary>Decodes one instruction. Lengths are checked against the available bytes before anything is read.</summary>
internal static class PickleDecoder
{
    /// <summary>Longer strings and bytes are skipped; nothing relevant in a model is longer.</summary>
    public const int KeptLength = 64 * 1024;

    private const int LineLimit = 64 * 1024;

    /// <summary>Reads the instruction at the start of <paramref name="window"/>.</summary>
    /// <param name="window">The available bytes; not empty.</param>
    /// <param name="remaining">The number of remaining bytes, including the window.</param>
    /// <param name="instruction">The instruction, if there is no problem and <paramref name="needed"/> is 0.</param>
    /// <param name="needed">The number of bytes that the window needs for the instruction; 0 if it was decoded.</param>
    public static InspectionIssue? Read(ReadOnlySpan<byte> window, long remaining, out PickleInstruction instruction, out int needed)
    {
        instruction = default;
        needed = 0;
        var kind = PickleArguments.Of(window[0]);
        var opcode = (PickleOpcode)window[0];
        switch (kind)
        {
            case PickleArgument.Unknown:
                return PickleProblems.UnknownOpcode;
            case PickleArgument.None:
                instruction = new PickleInstruction(opcode) { Length = 1 };
                return null;
            case PickleArgument.Line:
            case PickleArgument.TwoLines:
                return ReadLines(window, remaining, opcode, kind, out instruction, out needed);
        }

        var prefix = 1 + PrefixLength(kind);
        if (remaining < prefix)
        {
            return PickleProblems.Truncated;
        }

        if (window.Length < prefix)
        {
            needed = prefix;
            return null;
        }

        var number = ReadNumber(window[1..prefix], kind);
        if (kind < PickleArgument.Counted1)
        {
            instruction = new PickleInstruction(opcode, number) { Length = prefix };
            return opcode == PickleOpcode.Frame && (number < 0 || number > remaining - prefix) ? PickleProblems.LengthBeyondEnd : null;
        }

        return ReadCounted(window, remaining, new PickleInstruction(opcode, number) { Length = prefix }, out instruction, out needed);
    }

    private static InspectionIssue? ReadCounted(
        ReadOnlySpan<byte> window, long remaining, PickleInstruction head, out PickleInstruction instruction, out int needed)
    {
        instruction = default;
        needed = 0;
        if (head.Number < 0 || head.Number > remaining - head.Length)
        {
            return PickleProblems.LengthBeyondEnd;
        }

        if (head.Number > KeptLength)
        {
            instruction = new PickleInstruction(head.Opcode, head.Number) { Length = head.Length, Skipped = head.Number };
            return null;
        }

        var length = head.Length + (int)head.Number;
        if (window.Length < length)
        {
            needed = length;
            return null;
        }

        instruction = new PickleInstruction(head.Opcode, head.Number) { Length = length, Bytes = window[head.Length..length] };
        return null;
    }

    private static InspectionIssue? ReadLines(
        ReadOnlySpan<byte> window, long remaining, PickleOpcode opcode, PickleArgument kind, out PickleInstruction instruction, out int needed)
    {
        instruction = default;
        needed = 0;
        var rest = window[1..];
        var first = rest.IndexOf((byte)'\n');
        var second = first < 0 || kind == PickleArgument.Line ? -1 : rest[(first + 1)..].IndexOf((byte)'\n');
        if (first < 0 || (second < 0 && kind == PickleArgument.TwoLines))
        {
            if (window.Length >= remaining)
            {
                return PickleProblems.Truncated;
            }

            needed = (int)Math.Min(remaining, window.Length * 2L);
            return window.Length > 2 * LineLimit ? PickleProblems.LineTooLong : null;
        }

        instruction = new PickleInstruction(opcode, first)
        {
            Length = 1 + first + 1 + (second < 0 ? 0 : second + 1),
            Bytes = rest[..first],
            Second = second < 0 ? default : rest.Slice(first + 1, second),
        };
        return null;
    }

    private static int PrefixLength(PickleArgument kind) => kind switch
    {
        PickleArgument.Byte or PickleArgument.Counted1 => 1,
        PickleArgument.UInt16 => 2,
        PickleArgument.Int32 or PickleArgument.UInt32 or PickleArgument.Counted4 or PickleArgument.Counted4Signed => 4,
        _ => 8,
    };

    private static long ReadNumber(ReadOnlySpan<byte> bytes, PickleArgument kind) => bytes.Length switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 when kind is PickleArgument.Int32 or PickleArgument.Counted4Signed => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };
}
