using System.Buffers;
using System.Runtime.CompilerServices;

namespace Lora.Inspection.Safetensors;

/// <summary>A position in the text of a header. It moves only over expected text.</summary>
internal ref struct HeaderCursor(ReadOnlySpan<byte> text)
{
    /// <summary>This number of digits always fits into 64 bits.</summary>
    private const int SafeDigits = 18;

    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _text = text;

    public int Position { get; set; }

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    public readonly bool IsAtEnd => Position >= _text.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipSpace()
    {
        if ((uint)Position < (uint)_text.Length && _text[Position] <= (byte)' ')
        {
            Position = EndOfSpace(_text, Position);
        }
    }

    // Static, so that the address of the cursor is not taken and it can stay in registers.
    private static int EndOfSpace(ReadOnlySpan<byte> text, int position)
    {
        while ((uint)position < (uint)text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(byte expected)
    {
        if ((uint)Position < (uint)_text.Length && _text[Position] == expected)
        {
            Position++;
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ReadOnlySpan<byte> expected)
    {
        if (Rest.StartsWith(expected))
        {
            Position += expected.Length;
            return true;
        }

        return false;
    }

    /// <summary>Reads punctuation and quoted names that may have space before and between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadForm(ReadOnlySpan<byte> form)
    {
        if (TryRead(form))
        {
            return true;
        }

        var end = EndOfSpaced(_text, Position, form);
        Position = Math.Max(end, Position);
        return end >= 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfSpaced(ReadOnlySpan<byte> text, int position, ReadOnlySpan<byte> form)
    {
        var isName = false;
        foreach (var sign in form)
        {
            if (!isName)
            {
                position = EndOfSpace(text, position);
            }

            if ((uint)position >= (uint)text.Length || text[position] != sign)
            {
                return -1;
            }

            position++;
            isName ^= sign == (byte)'"';
        }

        return position;
    }

    /// <summary>Reads a quoted string without escapes; doesn't move at anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadPlainText(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (IsAtEnd || _text[Position] != (byte)'"')
        {
            return false;
        }

        var inside = _text[(Position + 1)..];
        var length = inside.IndexOfAny(EndOfPlainText);
        if (length < 0 || inside[length] != (byte)'"')
        {
            return false;
        }

        value = inside[..length];
        Position += length + 2;
        return true;
    }

    /// <summary>Reads a whole number of at most 18 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNumber(out long value)
    {
        var (start, end, number) = (Position, Position, 0L);
        while ((uint)end < (uint)_text.Length && (uint)(_text[end] - '0') <= 9)
        {
            // A number with too many digits wraps around here and is rejected below.
            number = unchecked((number * 10) + (_text[end] - '0'));
            end++;
        }

        (value, Position) = (number, end);
        var digits = end - start;
        return digits == 1 || (digits is > 0 and <= SafeDigits && _text[start] != (byte)'0');
    }
}
