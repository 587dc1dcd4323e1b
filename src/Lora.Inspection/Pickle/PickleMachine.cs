using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Lora.Inspection.Pickle;

/// <summary>
/// Executes the instructions of one pickle symbolically: nothing is loaded or called. What would be loaded or called is reported as a risk.
/// </summary>
internal sealed partial class PickleMachine(PickleRisks risks, PickleLimits limits, int maxOpcodes)
{
    private const int KeptText = 1024;
    private const long FreeMemory = 14 * 1024 * 1024;

    private readonly PickleStack _stack = new();
    private readonly PickleMemo _memo = new();
    private readonly Dictionary<(string Module, string Name), PickleGlobal> _globals = [];
    private readonly HashSet<object> _noted = [];
    private long _consumed;
    private long _spent;

    /// <summary>Gets the lengths in bytes of the storages that the pickle names, by key; -1 if not known.</summary>
    public Dictionary<string, long> Storages { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the number of executed instructions.</summary>
    public int Executed { get; private set; }

    /// <summary>Gets the result of the pickle, or <see langword="null"/> until it stops.</summary>
    public PickleValue? Result { get; private set; }

    /// <summary>Executes one instruction; returns the problem if it is invalid.</summary>
    public InspectionIssue? Execute(in PickleInstruction instruction)
    {
        _consumed += instruction.Length;
        if (++Executed > maxOpcodes)
        {
            return PickleProblems.TooManyOpcodes;
        }

        var problem = Dispatch(instruction);
        if (problem is not null)
        {
            return problem;
        }

        return _stack.Count + _stack.Marks > limits.MaxStackDepth ? PickleProblems.StackTooDeep
            : _memo.Count > limits.MaxMemoEntries ? PickleProblems.MemoTooLarge
            : _spent > FreeMemory + (2 * _consumed) ? PickleProblems.TooComplex
            : null;
    }

    private InspectionIssue? Dispatch(in PickleInstruction instruction)
    {
        switch (instruction.Opcode)
        {
            case PickleOpcode.Proto:
                return instruction.Number <= 5 ? null : PickleProblems.BadProtocol;
            case PickleOpcode.Frame:
                return null;
            case PickleOpcode.Stop:
                return Stop();
            case PickleOpcode.Mark:
                _stack.Mark();
                return null;
            case PickleOpcode.Pop:
                return _stack.TryPopValueOrMark() ? null : PickleProblems.BadStack;
            case PickleOpcode.PopMark:
                return _stack.TryPopMark() ? null : PickleProblems.BadStack;
            case PickleOpcode.Dup:
                return _stack.TryPeek(out var top) ? Push(top) : PickleProblems.BadStack;
            case PickleOpcode.None or PickleOpcode.NewTrue or PickleOpcode.NewFalse or PickleOpcode.BinFloat or PickleOpcode.Long4:
                return Push(PickleValue.Plain);
            case PickleOpcode.Float:
                return PickleLines.IsFraction(instruction.Bytes) ? Push(PickleValue.Plain) : PickleProblems.BadNumber;
            case PickleOpcode.Long or PickleOpcode.Int:
                return PickleLines.IsWhole(instruction.Bytes) ? Push(ReadWhole(instruction.Bytes)) : PickleProblems.BadNumber;
            case PickleOpcode.BinInt or PickleOpcode.BinInt1 or PickleOpcode.BinInt2:
                return Push(PickleValue.Integer(instruction.Number));
            case PickleOpcode.Long1:
                return Push(ReadLong(instruction.Bytes));
            case PickleOpcode.BinBytes or PickleOpcode.ShortBinBytes or PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8:
                return PushBytes(instruction);
            case PickleOpcode.String or PickleOpcode.Unicode or PickleOpcode.BinString or PickleOpcode.ShortBinString
                or PickleOpcode.BinUnicode or PickleOpcode.ShortBinUnicode or PickleOpcode.BinUnicode8:
                return PushText(instruction);
            case PickleOpcode.Put or PickleOpcode.BinPut or PickleOpcode.LongBinPut or PickleOpcode.Memoize
                or PickleOpcode.Get or PickleOpcode.BinGet or PickleOpcode.LongBinGet:
                return Remember(instruction);
            default:
                return IsContainer(instruction.Opcode) ? Contain(instruction.Opcode) : Act(instruction);
        }
    }

    private InspectionIssue? Stop()
    {
        if (!_stack.TryPop(out var result))
        {
            return PickleProblems.BadStack;
        }

        Result = result;
        return null;
    }

    private InspectionIssue? Push(PickleValue value)
    {
        _stack.Push(value);
        return null;
    }

    private static PickleValue ReadWhole(ReadOnlySpan<byte> line) =>
        line.StartsWith(LegacyFormat.MagicDigits) ? LegacyFormat.MagicValue
        : Utf8Parser.TryParse(line, out long number, out _) ? PickleValue.Integer(number)
        : PickleValue.Plain;

    private static PickleValue ReadLong(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            return bytes.SequenceEqual(LegacyFormat.Magic) ? LegacyFormat.MagicValue : PickleValue.Plain;
        }

        Span<byte> padded = stackalloc byte[sizeof(long)];
        padded.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? (byte)0xff : (byte)0);
        bytes.CopyTo(padded);
        return PickleValue.Integer(BinaryPrimitives.ReadInt64LittleEndian(padded));
    }

    private InspectionIssue? PushBytes(in PickleInstruction instruction)
    {
        if (PickleSignature.IsCertain(instruction.Bytes))
        {
            _spent += instruction.Bytes.Length;
            risks.AddNested(instruction.Bytes);
        }

        return Push(PickleValue.Plain);
    }

    private InspectionIssue? PushText(in PickleInstruction instruction)
    {
        var isText = instruction.Opcode switch
        {
            PickleOpcode.String => PickleLines.IsQuoted(instruction.Bytes),
            PickleOpcode.BinUnicode or PickleOpcode.ShortBinUnicode or PickleOpcode.BinUnicode8 => PickleLines.IsText(instruction.Bytes),
            _ => true,
        };
        if (!isText)
        {
            return PickleProblems.BadText;
        }

        if (instruction.Skipped > 0 || instruction.Bytes.Length > KeptText)
        {
            return PushLongText(instruction);
        }

        var text = instruction.Opcode switch
        {
            PickleOpcode.String => PickleText.FromQuoted(instruction.Bytes),
            PickleOpcode.Unicode => PickleText.FromRawLine(instruction.Bytes),
            PickleOpcode.BinString or PickleOpcode.ShortBinString => Encoding.Latin1.GetString(instruction.Bytes),
            _ => Encoding.UTF8.GetString(instruction.Bytes),
        };
        _spent += 32 + (2 * text.Length);
        if (PickleSignature.IsCertain(text))
        {
            risks.AddNested(Encoding.Latin1.GetBytes(text));
        }

        return Push(new PickleValue(text));
    }

    private InspectionIssue? PushLongText(in PickleInstruction instruction)
    {
        var bytes = instruction.Bytes;
        if (PickleSignature.IsCertain(bytes[..Math.Min(bytes.Length, 8)]) || (bytes.Length > 8 && PickleSignature.IsCertain(Encoding.UTF8.GetString(bytes[..8]))))
        {
            _spent += 4L * bytes.Length;
            risks.AddNested(bytes[0] == 0x80 ? bytes : Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(bytes)));
        }

        return Push(PickleValue.Plain);
    }

    private InspectionIssue? Remember(in PickleInstruction instruction)
    {
        var number = instruction.Number;
        if (instruction.Opcode is PickleOpcode.Put or PickleOpcode.Get
            && !long.TryParse(instruction.Bytes.Trim(" \t\r"u8), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return PickleProblems.BadNumber;
        }

        if (instruction.Opcode is PickleOpcode.Get or PickleOpcode.BinGet or PickleOpcode.LongBinGet)
        {
            return _memo.TryGet(number, out var kept) ? Push(kept) : PickleProblems.BadMemo;
        }

        if (!_stack.TryPeek(out var value) || number < 0)
        {
            return PickleProblems.BadStack;
        }

        _spent += 48;
        _memo.Put(instruction.Opcode == PickleOpcode.Memoize ? _memo.Count : number, value);
        return null;
    }
}
