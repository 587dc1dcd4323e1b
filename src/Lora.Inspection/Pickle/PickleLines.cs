using System.Buffers.Text;
using System.Text.Unicode;

namespace Lora.Inspection.Pickle;

/// <summary>Checks text arguments of instructions. Python stops at an invalid one.</summary>
internal static class PickleLines
{
    /// <summary>Returns whether a line is a whole number of any length.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        line = WithoutSpace(line);
        if (line.EndsWith("L"u8))
        {
            line = line[..^1];
        }

        var digits = line.Length > 0 && line[0] is (byte)'-' or (byte)'+' ? line[1..] : line;
        return !digits.IsEmpty && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Returns whether a line is a floating-point number, including infinity and NaN.</summary>
    public static bool IsFraction(ReadOnlySpan<byte> line)
    {
        line = WithoutSpace(line);
        return (Utf8Parser.TryParse(line, out double _, out var length) && length == line.Length)
            || line.TrimStart("+-"u8) is [(byte)'i' or (byte)'n' or (byte)'I' or (byte)'N', _, _, ..];
    }

    /// <summary>Returns whether a line is in matching quotes.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> line) => WithoutSpace(line) is [(byte)'\'', .., (byte)'\''] or [(byte)'"', .., (byte)'"'];

    /// <summary>Returns whether bytes are valid text. Python accepts unpaired surrogates, which start with this byte.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) || bytes.Contains((byte)0xed);

    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8);
}
