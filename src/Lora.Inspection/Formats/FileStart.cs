using System.Buffers.Binary;
using Lora.Inspection.Pickle;
using Lora.Inspection.Safetensors;

namespace Lora.Inspection.Formats;

/// <summary>Detects the format of a file from its first bytes. The name decides only if the bytes are ambiguous, because old pickles have no signature.</summary>
internal static class FileStart
{
    /// <summary>The number of bytes that are examined.</summary>
    public const int Length = 512;

    private static readonly string[] PickleExtensions = [".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"];

    public static bool HasPickleName(string fileName) => PickleExtensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    public static bool HasSafetensorsName(string fileName) => string.Equals(Path.GetExtension(fileName), ".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the format, and the issue if there is none.</summary>
    public static (LoraFileFormat Format, InspectionIssue? Issue) Recognize(ReadOnlySpan<byte> start, long fileLength, string fileName)
    {
        if (fileLength == 0)
        {
            return (LoraFileFormat.Unknown, FileProblems.Empty());
        }

        // Programs reserve the size of a download and then fill it from the start.
        if (start.Length >= SafetensorsReader.MinLength && start.IndexOfAnyExcept((byte)0) < 0)
        {
            return (LoraFileFormat.Unknown, FileProblems.Zeros(start.Length));
        }

        if (PickleSignature.IsZip(start))
        {
            return (LoraFileFormat.Pickle, null);
        }

        if (BeginsAsSafetensors(start, fileLength))
        {
            return (LoraFileFormat.Safetensors, null);
        }

        // The scanner unpacks compressed pickles.
        var isPacked = HasPickleName(fileName) && PickleSignature.PackingOf(start) is not null;
        if (!isPacked && ForeignFormat.Recognize(start) is { } foreign)
        {
            return (LoraFileFormat.Unknown, foreign);
        }

        if (PickleSignature.IsCertain(start) || HasPickleName(fileName))
        {
            return (LoraFileFormat.Pickle, null);
        }

        if (ForeignFormat.RecognizeText(start) is { } text)
        {
            return (LoraFileFormat.Unknown, text);
        }

        // With the right extension and a possible length it is a damaged safetensors file, and the reader reports the problem.
        var isSafetensors = HasSafetensorsName(fileName) && (start.Length < SafetensorsReader.PrefixLength || HeaderLength(start) <= InspectionOptions.HeaderLimitOfFormat);
        return isSafetensors ? (LoraFileFormat.Safetensors, null)
            : (LoraFileFormat.Unknown, HasSafetensorsName(fileName) ? SafetensorsProblems.TooLarge(HeaderLength(start)) : FileProblems.UnknownFormat());
    }

    private static bool BeginsAsSafetensors(ReadOnlySpan<byte> start, long fileLength) =>
        start.Length > SafetensorsReader.PrefixLength
        && HeaderLength(start) <= Math.Min(InspectionOptions.HeaderLimitOfFormat, (ulong)fileLength - SafetensorsReader.PrefixLength)
        && start[SafetensorsReader.PrefixLength] is (byte)'{' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static ulong HeaderLength(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt64LittleEndian(start);
}
