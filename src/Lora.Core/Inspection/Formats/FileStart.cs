using System.Buffers.Binary;
using Lora.Inspection.Safetensors;

namespace Lora.Inspection.Formats;

/// <summary>Tells the format of a file by its first bytes. The name decides only where the bytes leave it open: old pickles begin with nothing particular.</summary>
internal static class FileStart
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 512;

    private static readonly string[] PickleExtensions = [".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"];

    public static bool HasPickleName(string fileName) => PickleExtensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    public static bool HasSafetensorsName(string fileName) => string.Equals(Path.GetExtension(fileName), ".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <summary>The format, and what is wrong with a file that has none.</summary>
    public static (LoraFileFormat Format, InspectionIssue? Issue) Recognise(ReadOnlySpan<byte> start, long fileLength, string fileName)
    {
        if (fileLength == 0)
        {
            return (LoraFileFormat.Unknown, FileFaults.Empty());
        }

        if (IsZip(start))
        {
            return (LoraFileFormat.Pickle, null);
        }

        if (BeginsAsSafetensors(start, fileLength))
        {
            return (LoraFileFormat.Safetensors, null);
        }

        if (ForeignFormat.Recognise(start) is { } foreign)
        {
            return (LoraFileFormat.Unknown, foreign);
        }

        if (IsPickle(start) || HasPickleName(fileName))
        {
            return (LoraFileFormat.Pickle, null);
        }

        if (ForeignFormat.RecogniseText(start) is { } text)
        {
            return (LoraFileFormat.Unknown, text);
        }

        // What has the name and a possible length is a broken one, and the reader says how.
        var isSafetensors = HasSafetensorsName(fileName) && (start.Length < SafetensorsReader.PrefixLength || HeaderLength(start) <= InspectionOptions.HeaderLimitOfFormat);
        return isSafetensors ? (LoraFileFormat.Safetensors, null)
            : (LoraFileFormat.Unknown, HasSafetensorsName(fileName) ? SafetensorsFaults.TooLarge(HeaderLength(start)) : FileFaults.UnknownFormat());
    }

    private static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8);

    // The opcode PROTO with a protocol from 2 to 5.
    private static bool IsPickle(ReadOnlySpan<byte> start) => start.Length >= 2 && start[0] == 0x80 && start[1] is >= 2 and <= 5;

    private static bool BeginsAsSafetensors(ReadOnlySpan<byte> start, long fileLength) =>
        start.Length > SafetensorsReader.PrefixLength
        && HeaderLength(start) <= Math.Min(InspectionOptions.HeaderLimitOfFormat, (ulong)fileLength - SafetensorsReader.PrefixLength)
        && start[SafetensorsReader.PrefixLength] is (byte)'{' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static ulong HeaderLength(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt64LittleEndian(start);
}
