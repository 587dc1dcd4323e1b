using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lora.Inspection;

/// <summary>
/// An interpolated English sentence that also keeps its arguments, so that it can be translated. Whole numbers have group separators in the sentence and none in the
/// arguments.
/// </summary>
[InterpolatedStringHandler]
internal struct LocalizableText
{
    private readonly StringBuilder? _text;
    private readonly string? _plain;
    private readonly string[] _arguments;
    private int _filled;

    public LocalizableText(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 16));
        _arguments = new string[formattedCount];
    }

    private LocalizableText(string plain) => (_plain, _arguments) = (plain, []);

    public readonly string Text => _plain ?? _text!.ToString();

    public static implicit operator LocalizableText(string text) => new(text);

    public readonly LoraSentence ToSentence(string key) => new(key, _arguments);

    public readonly void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted(string? value) => Append(value ?? string.Empty, value ?? string.Empty);

    public void AppendFormatted(long value) => Append(value.ToString("N0", CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(ulong value) => Append(value.ToString("N0", CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double value) => Append(value.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));

    private void Append(string shown, string argument)
    {
        _text!.Append(shown);
        _arguments[_filled++] = argument;
    }
}
