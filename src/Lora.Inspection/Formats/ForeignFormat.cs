using System.Text;
using System.Text.Unicode;

namespace Lora.Inspection.Formats;

/// <summary>Recognizes what people upload by mistake: pointers, error pages and files of other formats.</summary>
internal static class ForeignFormat
{
    private static readonly (byte[] Start, string Format)[] Signatures =
    [
        ([.. "GGUF"u8], "GGUF"),
        ([0x1F, 0x8B, 0x08], "gzip"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"),
        ([.. "Rar!"u8], "RAR"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
        ([0x89, .. "PNG"u8], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ([.. "RIFF"u8], "RIFF (WebP)"),
        ([.. "%PDF"u8], "PDF"),
        ([0x89, .. "HDF"u8], "HDF5"),
        ([0x93, .. "NUMPY"u8], "NumPy"),
    ];

    public static InspectionIssue? Recognize(ReadOnlySpan<byte> start)
    {
        foreach (var signature in Signatures)
        {
            if (start.StartsWith(signature.Start))
            {
                return FileProblems.OtherFormat(signature.Format);
            }
        }

        var text = WithoutSpace(start);
        return text.StartsWith("version https://git-lfs"u8) ? FileProblems.GitLfsPointer()
            : StartsWithWord(text, "<!doctype html"u8) || StartsWithWord(text, "<html"u8) || StartsWithWord(text, "<head"u8) || StartsWithWord(text, "<body"u8) ? FileProblems.Html()
            : text.StartsWith("<?xml"u8) ? FileProblems.Xml()
            : text.StartsWith("<"u8) && IsText(start) ? FileProblems.Html()
            : !text.IsEmpty && text[0] is (byte)'{' or (byte)'[' && IsText(start) ? FileProblems.Json(text)
            : null;
    }

    public static InspectionIssue? RecognizeText(ReadOnlySpan<byte> start) => IsText(start) ? FileProblems.Text(WithoutSpace(start)) : null;

    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return (start.StartsWith(mark) ? start[mark.Length..] : start).TrimStart(" \t\r\n"u8);
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        const int LongestCharacter = 4;
        if (start.IndexOfAnyInRange<byte>(0, 8) >= 0 || start.IndexOfAnyInRange<byte>(14, 31) >= 0)
        {
            return false;
        }

        // The last character may be cut off.
        for (var cut = 0; cut < LongestCharacter && cut < start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
