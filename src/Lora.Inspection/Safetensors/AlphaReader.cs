using System.Buffers;
using System.Buffers.Binary;
using Lora.Inspection.Sources;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>Reads the alphas of a file with a few small reads. An alpha that can't be read stays unknown and never fails an inspection.</summary>
internal static class AlphaReader
{
    public static async ValueTask<AlphaReading> ReadAsync(ILoraByteSource source, TensorContents contents, InspectionOptions options, CancellationToken cancellationToken)
    {
        var alphas = Find(contents, source.Length);
        if (alphas.IsEmpty || options.MaxAlphaReads == 0)
        {
            return AlphaReading.None;
        }

        var blocks = AlphaBlock.Cut(alphas, options.MaxAlphaReadLength);
        var (min, max, missing) = (double.PositiveInfinity, double.NegativeInfinity, false);
        foreach (var block in AlphaBlock.Sample(blocks, options.MaxAlphaReads))
        {
            var values = await ReadAsync(source, contents.DataStart, block, cancellationToken).ConfigureAwait(false);
            missing |= values is null;
            min = Math.Min(min, values?.Min ?? min);
            max = Math.Max(max, values?.Max ?? max);
        }

        InspectionRange? range = min <= max ? new InspectionRange(min, max) : null;
        return new AlphaReading(range, IssueOf(range, missing, blocks.Count, options.MaxAlphaReads));
    }

    private static InspectionIssue? IssueOf(InspectionRange? range, bool missing, int places, int most) =>
        range is null || missing ? InspectionIssue.Of(InspectionCodes.AlphaUnread, "Some alpha values could not be read.", InspectionSeverity.Info)
        : places > most ? InspectionIssue.Of(InspectionCodes.AlphaSampled, $"Alpha was sampled from {most} of {places} places in the file.", InspectionSeverity.Info)
        : null;

    private static ReadOnlyMemory<AlphaPlace> Find(TensorContents contents, long fileLength)
    {
        AlphaPlace[] found = [];
        var (count, isInOrder) = (0, true);
        foreach (ref readonly var entry in contents.Table.Entries)
        {
            // The size is checked first: it rules out most tensors and is in the entry itself.
            if (entry.Begin >= 0
                && entry.End - entry.Begin == TensorTypes.BitsOf(entry.Type) / 8
                && entry.End <= fileLength - contents.DataStart
                && contents.Table.NameOf(entry).EndsWith(".alpha"u8))
            {
                // Most files with alphas have one for every two other tensors.
                if (count == found.Length)
                {
                    Array.Resize(ref found, count == 0 ? (contents.Table.Count / 3) + 1 : contents.Table.Count);
                }

                isInOrder &= count == 0 || found[count - 1].Begin <= entry.Begin;
                found[count++] = new AlphaPlace(entry.Begin, entry.Type);
            }
        }

        if (!isInOrder)
        {
            found.AsSpan(0, count).Sort((left, right) => left.Begin.CompareTo(right.Begin));
        }

        return found.AsMemory(0, count);
    }

    private static async ValueTask<(double Min, double Max)?> ReadAsync(ILoraByteSource source, long dataStart, AlphaBlock block, CancellationToken cancellationToken)
    {
        var length = (int)(block.End - block.Begin);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await source.ReadAsync(dataStart + block.Begin, rented.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            return Decode(block, rented);
        }
        catch (Exception exception) when (exception is MissingBytesException or EndOfStreamException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Returns infinities in reverse order if no alpha is a number.
    private static (double Min, double Max) Decode(AlphaBlock block, ReadOnlySpan<byte> bytes)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var alpha in block.Alphas.Span)
        {
            if (Decode(alpha.Type, bytes[(int)(alpha.Begin - block.Begin)..]) is var value && double.IsFinite(value))
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }
        }

        return (min, max);
    }

    private static double Decode(TensorType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        TensorType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorType.U8 => bytes[0],
        TensorType.I8 => (sbyte)bytes[0],
        TensorType.I16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TensorType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TensorType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        TensorType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => double.NaN,
    };
}
