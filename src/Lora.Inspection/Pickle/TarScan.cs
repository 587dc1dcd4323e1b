using System.Text;

namespace Lora.Inspection.Pickle;

/// <summary>Scans the tar format of PyTorch before version 0.1.10. Its members are pickles.</summary>
internal static class TarScan
{
    public const int BlockLength = 512;

    private const int MaxMembers = 256;

    public static bool IsHeader(ReadOnlySpan<byte> block) =>
        block.Length >= BlockLength && block[0] != 0 && ReadOctal(block.Slice(148, 8)) is { } checksum && checksum == ChecksumOf(block);

    public static async ValueTask RunAsync(PickleFile file)
    {
        file.Report.Suspicious(InspectionCodes.PickleArchive, "This is a tar of a very old PyTorch version, which cannot be loaded safely.", "tar");
        var offset = 0L;
        for (var count = 0; count < MaxMembers; count++)
        {
            var block = await file.ReadStartAsync(offset, BlockLength).ConfigureAwait(false);
            if (!block.AsSpan().ContainsAnyExcept((byte)0))
            {
                return;
            }

            offset += BlockLength;
            if (!IsHeader(block) || !IsPlain(block) || ReadOctal(block.AsSpan(124, 12)) is not { } length || length > file.Source.Length - offset)
            {
                break;
            }

            if (length > 0)
            {
                await PickleSequence.ScanAsync(file, new StoredInput(file.Source, offset, length), isExpected: false).ConfigureAwait(false);
            }

            offset += (length + BlockLength - 1) / BlockLength * BlockLength;
        }

        file.Report.Invalid(PickleProblems.TarBroken);
    }

    /// <summary>Returns whether a member is a file or a folder. Links point elsewhere, and other members change the meaning of the next one.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> block) => block[156] is 0 or (byte)'0' or (byte)'5' or (byte)'7';

    private static int ChecksumOf(ReadOnlySpan<byte> block)
    {
        var sum = 0;
        for (var index = 0; index < BlockLength; index++)
        {
            sum += index is >= 148 and < 156 ? ' ' : block[index];
        }

        return sum;
    }

    private static long? ReadOctal(ReadOnlySpan<byte> field)
    {
        var digits = Encoding.Latin1.GetString(field.Trim(" \0"u8));
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }

            value = (value * 8) + (digit - '0');
        }

        return digits.Length == 0 ? null : value;
    }
}
