using System.Text;

namespace Lora.HttpFuzzing.Http;

/// <summary>Turns text into the bytes of a request.</summary>
internal static class Wire
{
    /// <summary>The private characters that stand for the bytes 0x80 to 0xFF, which no encoding of text would produce alone.</summary>
    private const char FirstByte = '\uE080';
    private const char LastByte = '\uE0FF';

    /// <summary>Returns the text that <see cref="Encode"/> turns into these bytes.</summary>
    public static string Raw(params ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(value < 0x80 ? (char)value : (char)(FirstByte + value - 0x80));
        }

        return text.ToString();
    }

    public static byte[] Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstByte, LastByte))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        using var bytes = new MemoryStream(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= FirstByte and <= LastByte)
            {
                bytes.WriteByte((byte)(rune.Value - FirstByte + 0x80));
            }
            else
            {
                bytes.Write(Encoding.UTF8.GetBytes(rune.ToString()));
            }
        }

        return bytes.ToArray();
    }
}
