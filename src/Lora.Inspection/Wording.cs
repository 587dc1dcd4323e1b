using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lora.Inspection;

/// <summary>
/// An English sentence as it is written, <c>$"… {number} …"</c>, that remembers what it put into its places, so that it can be said in other languages too.
/// Whole numbers get separators in the sentence, and none in what is remembered.
/// </summary>
[InterpolatedStringHandler]
internal struct Wording
{
    private readonly StringBuilder? _text;
    private readonly string? _plain;
    private readonly string[] _arguments;
    private int _filled;

    public Wording(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 16));
        _arguments = new string[formattedCount];
    }

    private Wording(string plain) => (_plain, _arguments) = (plain, []);

    public readonly string Text => _plain ?? _text!.ToString();

    public static implicit operator Wording(string text) => new(text);

    public readonly LoraSentence ToSentence(string key) => new(key, _arguments);

    public readonly void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted(string? value) => Append(value ?? string.Empty, value ?? string.Empty);

    public void AppendFormatted(long value) => Append(value.ToString("N0", CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(ulong value) => Append(value.ToString("N0", CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double value) => Append(value.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    private void Append(string shown, string remembered)
    {
        _text!.Append(shown);
        _arguments[_filled++] = remembered;
    }
}
