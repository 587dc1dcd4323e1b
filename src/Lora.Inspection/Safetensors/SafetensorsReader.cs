using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text.Unicode;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the header of a safetensors file: its first 8+N bytes and the length of the whole file, never the tensors. What the header claims is checked before
/// memory is taken for it.
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>The bytes in front of the header, which hold its length.</summary>
    public const int PrefixLength = sizeof(ulong);

    private const int LongestPooled = 1024 * 1024;

    private static readonly InspectionOptions DefaultOptions = new();

    /// <summary>Reads the header with a single read, or none where the start of the file is enough.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">The first bytes of the file, as many as are at hand: at least 8, unless it has fewer.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async ValueTask<SafetensorsReading> ReadAsync(ILoraByteSource source, ReadOnlyMemory<byte> start, InspectionOptions options, CancellationToken cancellationToken)
    {
        if (CheckLength(start.Span, source.Length, options, out var headerLength) is { } fault)
        {
            return SafetensorsReading.Refused(fault);
        }

        // The pool keeps what is returned, one array for each thread that returned one: too much for headers of a length that real files never have.
        var isPooled = headerLength <= LongestPooled;
        var bytes = isPooled ? ArrayPool<byte>.Shared.Rent(headerLength) : GC.AllocateUninitializedArray<byte>(headerLength);
        try
        {
            var header = bytes.AsMemory(0, headerLength);
            var atHand = start.Slice(PrefixLength, Math.Min(start.Length - PrefixLength, headerLength));
            atHand.CopyTo(header);
            if (atHand.Length < headerLength)
            {
                await source.ReadAsync(PrefixLength + atHand.Length, header[atHand.Length..], cancellationToken).ConfigureAwait(false);
            }

        }
        catch
        {
            if (isPooled)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }

            throw;
        }

        return Read(new ArraySegment<byte>(bytes, 0, headerLength), source.Length, isPooled, options);
    }

    /// <summary>Reads the header of a file while it arrives. The bytes stay in the pipe for whoever reads the file itself.</summary>
    public static async ValueTask<SafetensorsReading> ReadAsync(PipeReader reader, long length, InspectionOptions options, CancellationToken cancellationToken)
    {
        if (length < PrefixLength)
        {
            return SafetensorsReading.Refused(SafetensorsFaults.TooShort(length));
        }

        var start = await reader.ReadAtLeastAsync(PrefixLength, cancellationToken).ConfigureAwait(false);
        var fault = CheckLength(start.Buffer, length, options, out var headerLength);
        reader.AdvanceTo(start.Buffer.Start);
        if (fault is not null)
        {
            return SafetensorsReading.Refused(fault);
        }

        var whole = await reader.ReadAtLeastAsync(PrefixLength + headerLength, cancellationToken).ConfigureAwait(false);
        try
        {
            return whole.Buffer.Length < PrefixLength + headerLength
                ? SafetensorsReading.Refused(SafetensorsFaults.HeaderCutOff(whole.Buffer.Length, length))
                : Read(whole.Buffer.Slice(PrefixLength, headerLength), length, options);
        }
        finally
        {
            reader.AdvanceTo(whole.Buffer.Start);
        }
    }

    /// <summary>Reads a header that is in memory.</summary>
    /// <param name="header">The N bytes after the length. Names with escapes are unescaped in it.</param>
    /// <param name="fileLength">The length of the whole file.</param>
    /// <param name="isPooled">Whether the memory of the header comes from the shared pool, and goes back there with the reading.</param>
    /// <param name="options">The limits; <see langword="null"/> for the defaults.</param>
    public static SafetensorsReading Read(ArraySegment<byte> header, long fileLength, bool isPooled = false, InspectionOptions? options = null)
    {
        options ??= DefaultOptions;
        var tensors = new TensorCollector(header, isPooled, options.MaxTensors);
        try
        {
            var parser = new HeaderParser(header, tensors, options);
            if (Check(header, ref parser, tensors, out var dataEnd) is { } fault)
            {
                return SafetensorsReading.Refused(fault);
            }

            var dataStart = PrefixLength + header.Count;
            var issues = parser.Warnings;
            if (CheckEnd(fileLength, dataStart + dataEnd) is { } ending)
            {
                issues.Insert(0, ending);
            }

            var reading = new SafetensorsReading(new TensorContents(tensors.ToTable(), parser.Metadata, dataStart), issues, tensors);
            tensors = null;
            return reading;
        }
        finally
        {
            tensors?.Dispose();
        }
    }

    private static InspectionIssue? Check(ReadOnlySpan<byte> header, ref HeaderParser parser, TensorCollector tensors, out long dataEnd)
    {
        dataEnd = 0;
        if (!Utf8.IsValid(header))
        {
            return SafetensorsFaults.NotUtf8();
        }

        if (parser.Parse() is { } fault)
        {
            return fault;
        }

        return DuplicateNames.Find(tensors) is >= 0 and var second
            ? SafetensorsFaults.TensorTwice(tensors.NameOf(tensors.Entries[second]))
            : TensorCoverage.Check(tensors, out dataEnd);
    }

    /// <summary>Checks the length of a header against the limits and against the file.</summary>
    public static InspectionIssue? CheckLength(ReadOnlySpan<byte> prefix, long fileLength, InspectionOptions options, out int headerLength)
    {
        headerLength = 0;
        if (prefix.Length < PrefixLength)
        {
            return SafetensorsFaults.TooShort(prefix.Length);
        }

        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > InspectionOptions.HeaderLimitOfFormat)
        {
            return SafetensorsFaults.TooLarge(claimed);
        }

        if ((long)claimed > fileLength - PrefixLength)
        {
            return SafetensorsFaults.HeaderCutOff(fileLength, (long)claimed + PrefixLength);
        }

        headerLength = (int)claimed;
        return headerLength > options.MaxHeaderLength ? SafetensorsFaults.OverLimit(headerLength, options.MaxHeaderLength) : null;
    }

    private static InspectionIssue? CheckLength(ReadOnlySequence<byte> start, long fileLength, InspectionOptions options, out int headerLength)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        var length = (int)Math.Min(start.Length, PrefixLength);
        start.Slice(0, length).CopyTo(prefix);
        return CheckLength(prefix[..length], fileLength, options, out headerLength);
    }

    private static SafetensorsReading Read(ReadOnlySequence<byte> header, long fileLength, InspectionOptions options)
    {
        var length = (int)header.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        header.CopyTo(rented);
        return Read(new ArraySegment<byte>(rented, 0, length), fileLength, isPooled: true, options);
    }

    private static InspectionIssue? CheckEnd(long fileLength, long expected) =>
        fileLength < expected ? SafetensorsFaults.CutOff(fileLength, expected)
        : fileLength > expected ? SafetensorsFaults.TrailingBytes(fileLength, expected)
        : null;
}
