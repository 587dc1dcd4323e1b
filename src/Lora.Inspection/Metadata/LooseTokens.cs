using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lora.Inspection.Metadata;

/// <summary>
/// Reads JSON or Python literals one token after the other, without a copy of the text. Never fails: commas and colons can be missing or too many, <c>NaN</c> is a word, and
/// text that ends early has fewer tokens.
/// </summary>
internal ref struct LooseTokens(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(",:{}[]()\"' \t\r\n");

    // \u0041
    private const int LongestEscape = 6;

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    public LooseToken Token { get; private set; }

    /// <summary>Gets the text of a key, a string or a number, with its escapes.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Reads the next token; returns <see langword="false"/> at the end.</summary>
    public bool Read()
    {
        Skip(",: \t\r\n");
        if (_position == _text.Length)
        {
            return false;
        }

        switch (_text[_position])
        {
            case '{' or '[' or '(':
                Token = LooseToken.Open;
                _position++;
                return true;
            case '}' or ']' or ')':
                Token = LooseToken.Close;
                _position++;
                return true;
            case '"' or '\'':
                return ReadText();
            default:
                var length = _text[_position..].IndexOfAny(Delimiters);
                Value = length < 0 ? _text[_position..] : _text.Slice(_position, length);
                Token = char.IsAsciiDigit(Value[^1]) || Value[^1] == '.' ? LooseToken.Number : LooseToken.Word;
                _position += Value.Length;
                return true;
        }
    }

    /// <summary>Replaces the escapes of a text.</summary>
    /// <returns>The length of the result, which is not longer than the text.</returns>
    public static int Unescape(ReadOnlySpan<char> text, Span<char> target)
    {
        var (position, length) = (0, 0);
        while (position < text.Length)
        {
            var character = text[position++];
            if (character != '\\' || position == text.Length)
            {
                target[length++] = character;
                continue;
            }

            character = text[position++];
            if (character == 'u' && position + 4 <= text.Length && ushort.TryParse(text.Slice(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                (character, position) = ((char)code, position + 4);
            }
            else
            {
                character = character switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' or 'f' => ' ', _ => character };
            }

            target[length++] = character;
        }

        return length;
    }

    /// <summary>Returns a text without its escapes and the white space around it; the empty string if it is too long or has an unpaired surrogate, which can't be stored.</summary>
    /// <param name="value">The text with its escapes.</param>
    /// <param name="maxLength">The maximum length.</param>
    public static string TextOf(ReadOnlySpan<char> value, int maxLength)
    {
        if (value.Length > maxLength * LongestEscape)
        {
            return string.Empty;
        }

        var buffer = ArrayPool<char>.Shared.Rent(value.Length);
        var text = TrimText(value, buffer).ToString();
        ArrayPool<char>.Shared.Return(buffer);
        return text.Length <= maxLength ? text : string.Empty;
    }

    /// <summary>
    /// Returns a text without its escapes and the white space around it; empty if it has an unpaired surrogate. A text with escapes is written to a buffer of at least its length.
    /// </summary>
    public static ReadOnlySpan<char> TrimText(ReadOnlySpan<char> value, Span<char> buffer)
    {
        var text = (value.Contains('\\') ? buffer[..Unescape(value, buffer)] : value).Trim();
        if (Ascii.IsValid(text))
        {
            return text;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return default;
            }
        }

        return text;
    }

    /// <summary>Reads to the end of the container that the last token opened, and returns its text with the brackets.</summary>
    public ReadOnlySpan<char> ReadContainer()
    {
        var start = _position - 1;
        for (var depth = 1; depth > 0 && Read();)
        {
            depth += Token == LooseToken.Open ? 1 : Token == LooseToken.Close ? -1 : 0;
        }

        return _text[start.._position];
    }

    private bool ReadText()
    {
        var quote = _text[_position++];
        var start = _position;
        while (true)
        {
            var found = _text[_position..].IndexOfAny(quote, '\\');
            if (found < 0)
            {
                _position = _text.Length;
                return false;
            }

            _position += found;
            if (_text[_position] == quote)
            {
                break;
            }

            _position = Math.Min(_position + 2, _text.Length);
        }

        Value = _text[start.._position];
        _position++;
        Skip(" \t\r\n");
        Token = _position < _text.Length && _text[_position] == ':' ? LooseToken.Key : LooseToken.Text;
        return true;
    }

    private void Skip(ReadOnlySpan<char> characters)
    {
        var length = _text[_position..].IndexOfAnyExcept(characters);
        _position = length < 0 ? _text.Length : _position + length;
    }
}
