using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Texts that programs are known to stumble over.</summary>
internal static class Texts
{
    private static readonly string[] Short =
    [
        string.Empty, " ", "0", "1", "-1", "+1", "01", "1.5", "1e3", "1e400", "-0", "0x10", "1,2", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "340282366920938463463374607431768211456", "NaN", "Infinity", "-Infinity", "null", "true", "TRUE", "undefined", "{}", "[]", "high", "high,none", "newest", "name", "largest", "recentlyUsed",
        "00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "{0198f0f0-f0f0-7000-8000-00000000abcd}",
        "../../../../etc/passwd", "..\\..\\windows\\win.ini", "a/b", "a\\b", "/", "//", ".", "..", "...", "CON", "a:b", "a*?<>|", "'; DROP TABLE lora_records; --", "\" OR 1=1", "%", "_", "%%", "%s%n", "${jndi:x}",
        "<script>alert(1)</script>", "한국어", "日本語.safetensors", "مرحبا", "İıŞ", "ﬀ", "e\u0301", "\u202Etxt.exe", "\u200B", "\uFEFF", "\uFFFF", "\U0001F600", "\uD800", "\uDC00\uD800", "a\0b", "\0", "\u0001", "\u007F", "\u0085",
        "\r\nX-Injected: yes", "\n", "\t", "a.safetensors", "a.ckpt", "a.exe", ".safetensors", "a.safetensors ", "a.safetensors.", "a.SAFETENSORS", "!", "~", "#", "?", "&", ";", "=", "+", "@", "\u2028", "\uFE0F",
        "en-US", "ko", "xx-invalid-culture-zz", "x-klingon", "high;q=0.5",
    ];

    /// <summary>Percent encodings as a clumsy client writes them, put into an address as they are.</summary>
    private static readonly string[] Encodings =
    [
        "%", "%2", "%zz", "%00", "%2F", "%2f..%2f", "%5C", "%C0%AF", "%ED%A0%80", "%FF%FE", "%F4%90%80%80", "%u0041", "%25", "%2525", "%0d%0aX: y", "+", "%20", "%E2%80%AE", "%EF%BF%BF", "%3F", "%23", ";", "%3B", "{id}", "*", "**", "|",
        "^", "`", "\"", "<>", "\\", "[", "]",
    ];

    public static string Weird(FuzzRandom random) => random.Below(12) switch
    {
        0 => new string(random.Of(["a", "0", "한", "%", " ", "[", "\""])[0], Size(random)),
        1 => random.Of(Short) + random.Of(Short),
        2 => Wire.Raw((byte)random.Next(), 0xFF, (byte)random.Next()),
        3 => random.Next().ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        4 => unchecked((long)random.Next() >> random.Below(64)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => random.Of(Short),
    };

    /// <summary>Returns a text as a part of an address: mostly encoded as it should be.</summary>
    public static string InAddress(string text, FuzzRandom random) => random.Below(16) switch
    {
        0 => text,
        1 => Uri.EscapeDataString(Uri.EscapeDataString(text)),
        2 => text.Length > 0 ? Uri.EscapeDataString(text) + random.Of(Encodings) : random.Of(Encodings),
        _ => Uri.EscapeDataString(text),
    };

    public static string FileName(FuzzRandom random) => random.Below(3) == 0
        ? Weird(random)
        : random.Of(["style", "wan_high_noise", "wan_low_noise", "한국어", "a b", "İ", "neon"]) + random.Of([".safetensors", ".safetensors", ".ckpt", ".pt", ".bin", ".SAFETENSORS", string.Empty]);

    /// <summary>A length that is mostly small and now and then beyond the limits of names, headers and request lines.</summary>
    private static int Size(FuzzRandom random) => random.Of([1, 64, 200, 255, 256, 257, 1000, 1024, 4096, 9000, random.Below(20) == 0 ? 40_000 : 300]);
}
