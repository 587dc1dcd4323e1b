using System.Text;
using System.Text.Unicode;

namespace Lora.Inspection.Formats;

/// <summary>Recognises what people upload by mistake: pointers, error pages and files of other formats.</summary>
internal static class ForeignFormat
{
    private static readonly (byte[] Start, string What)[] Signatures =
    [
        ([.. "GGUF"u8], "a GGUF model"),
        ([0x1F, 0x8B, 0x08], "a gzip archive"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([0x89, .. "PNG"u8], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([.. "RIFF"u8], "a WebP picture or another media file"),
        ([.. "%PDF"u8], "a PDF document"),
        ([0x89, .. "HDF"u8], "an HDF5 file"),
        ([0x93, .. "NUMPY"u8], "a NumPy array"),
    ];

    public static InspectionIssue? Recognise(ReadOnlySpan<byte> start)
    {
        foreach (var signature in Signatures)
        {
            if (start.StartsWith(signature.Start))
            {
                return FileFaults.OtherFormat(signature.What);
            }
        }

        var text = WithoutSpace(start);
        return text.StartsWith("version https://git-lfs"u8) ? FileFaults.GitLfsPointer()
            : StartsWithWord(text, "<!doctype html"u8) || StartsWithWord(text, "<html"u8) || StartsWithWord(text, "<head"u8) || StartsWithWord(text, "<body"u8) ? FileFaults.Html()
            : text.StartsWith("<?xml"u8) ? FileFaults.Xml()
            : text.StartsWith("<"u8) && IsText(start) ? FileFaults.Html()
            : !text.IsEmpty && text[0] is (byte)'{' or (byte)'[' && IsText(start) ? FileFaults.Json(text)
            : null;
    }

    public static InspectionIssue? RecogniseText(ReadOnlySpan<byte> start) => IsText(start) ? FileFaults.Text(WithoutSpace(start)) : null;

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

        // The last character may be cut in two.
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
