using System.Buffers.Binary;
using Lora.Inspection.Pickle;
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

        if (PickleSignature.IsZip(start))
        {
            return (LoraFileFormat.Pickle, null);
        }

        if (BeginsAsSafetensors(start, fileLength))
        {
            return (LoraFileFormat.Safetensors, null);
        }

        // The scanner looks into what is packed.
        var isPacked = HasPickleName(fileName) && PickleSignature.PackingOf(start) is not null;
        if (!isPacked && ForeignFormat.Recognise(start) is { } foreign)
        {
            return (LoraFileFormat.Unknown, foreign);
        }

        if (PickleSignature.IsCertain(start) || HasPickleName(fileName))
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

    private static bool BeginsAsSafetensors(ReadOnlySpan<byte> start, long fileLength) =>
        start.Length > SafetensorsReader.PrefixLength
        && HeaderLength(start) <= Math.Min(InspectionOptions.HeaderLimitOfFormat, (ulong)fileLength - SafetensorsReader.PrefixLength)
        && start[SafetensorsReader.PrefixLength] is (byte)'{' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static ulong HeaderLength(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt64LittleEndian(start);
}
