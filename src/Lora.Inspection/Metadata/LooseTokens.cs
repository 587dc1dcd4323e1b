using System.Buffers;
using System.Globalization;

namespace Lora.Inspection.Metadata;

/// <summary>
/// Reads JSON or Python literals one token after the other, without a copy of the text. Never fails: commas and colons can be missing or too many, <c>NaN</c> is a word, and
/// text that ends early has fewer tokens.
/// </summary>
internal ref struct LooseTokens(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(",:{}[]()\"' \t\r\n");

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
