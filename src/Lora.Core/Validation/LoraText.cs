using System.Globalization;
using System.Text;

namespace Lora.Validation;

/// <summary>Shared rules about text.</summary>
internal static class LoraText
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB"];

    /// <summary>Returns whether a text is valid Unicode without control characters and without characters that change the text direction.</summary>
    public static bool IsPrintable(string text)
    {
        var span = text.AsSpan();
        while (!span.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(span, out var rune, out var consumed) != System.Buffers.OperationStatus.Done
                || Rune.IsControl(rune)
                || IsDirectionOverride(rune.Value))
            {
                return false;
            }

            span = span[consumed..];
        }

        return true;
    }

    /// <summary>Replaces every character that <see cref="IsPrintable"/> rejects with U+FFFD, and truncates the text to <paramref name="maxLength"/> characters.</summary>
    public static string ToPrintable(string text, int maxLength)
    {
        var builder = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            builder.Append(Rune.IsControl(rune) || IsDirectionOverride(rune.Value) ? Rune.ReplacementChar : rune);
        }

        return builder.ToString();
    }

    /// <summary>Formats a size for an error message, exactly if possible: <c>5 GiB</c>, <c>1000 bytes</c>.</summary>
    public static string Size(long bytes)
    {
        var unit = 0;
        while (unit < Units.Length - 1 && bytes >= 1024 && bytes % 1024 == 0)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} {Units[unit]}");
    }

    // U+202A-202E and U+2066-2069: "model<U+202E>tpkc." would show as "model.ckpt" (Unicode TR 36, 3.2).
    private static bool IsDirectionOverride(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
