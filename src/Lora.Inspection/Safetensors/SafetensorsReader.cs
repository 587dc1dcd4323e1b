using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text.Unicode;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the header of a safetensors file: its first 8+N bytes and the length of the whole file, never the tensors. The header length is checked before memory is allocated.
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>The number of bytes before the header, which contain its length.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The minimum length of a file in bytes: an empty header is a pair of braces.</summary>
    public const int MinLength = PrefixLength + 2;

    private static readonly InspectionOptions DefaultOptions = new();

    /// <summary>Reads the header with one read, or none if the start of the file contains it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">The first bytes of the file: at least 8, unless it has fewer.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async ValueTask<SafetensorsReading> ReadAsync(ILoraByteSource source, ReadOnlyMemory<byte> start, InspectionOptions options, CancellationToken cancellationToken)
    {
        if (CheckLength(start.Span, source.Length, options, out var headerLength) is { } problem)
        {
            return SafetensorsReading.Failed(problem);
        }

        var bytes = HeaderPool.Rent(headerLength);
        try
        {
            var header = bytes.AsMemory(0, headerLength);
            var available = start.Slice(PrefixLength, Math.Min(start.Length - PrefixLength, headerLength));
            available.CopyTo(header);
            if (available.Length < headerLength)
            {
                await source.ReadAsync(PrefixLength + available.Length, header[available.Length..], cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            HeaderPool.Return(bytes);
            throw;
        }

        return Read(new ArraySegment<byte>(bytes, 0, headerLength), source.Length, isPooled: true, options);
    }

    /// <summary>Reads the header of a file while it arrives. The bytes stay in the pipe for the next reader.</summary>
    public static async ValueTask<SafetensorsReading> ReadAsync(PipeReader reader, long length, InspectionOptions options, CancellationToken cancellationToken)
    {
        if (length < MinLength)
        {
            return SafetensorsReading.Failed(SafetensorsProblems.TooShort(length));
        }

        var start = await reader.ReadAtLeastAsync(PrefixLength, cancellationToken).ConfigureAwait(false);
        var problem = CheckLength(start.Buffer, length, options, out var headerLength);
        reader.AdvanceTo(start.Buffer.Start);
        if (problem is not null)
        {
            return SafetensorsReading.Failed(problem);
        }

        var whole = await reader.ReadAtLeastAsync(PrefixLength + headerLength, cancellationToken).ConfigureAwait(false);
        try
        {
            return whole.Buffer.Length < PrefixLength + headerLength
                ? SafetensorsReading.Failed(SafetensorsProblems.HeaderCutOff(whole.Buffer.Length, length))
                : Read(whole.Buffer.Slice(PrefixLength, headerLength), length, options);
        }
        finally
        {
            reader.AdvanceTo(whole.Buffer.Start);
        }
    }

    /// <summary>Reads a header that is in memory.</summary>
    /// <param name="header">The N bytes after the length. Names with escapes are unescaped in place.</param>
    /// <param name="fileLength">The length of the whole file.</param>
    /// <param name="isPooled">Whether the header is in memory from <see cref="HeaderPool"/>, which is returned when the reading is disposed of.</param>
    /// <param name="options">The limits, or <see langword="null"/> for the defaults.</param>
    public static SafetensorsReading Read(ArraySegment<byte> header, long fileLength, bool isPooled = false, InspectionOptions? options = null)
    {
        options ??= DefaultOptions;
        var tensors = new TensorCollector(header, isPooled, options.MaxTensors);
        try
        {
            var parser = new HeaderParser(header, tensors, options);
            if (Check(header, ref parser, tensors, out var dataEnd) is { } problem)
            {
                return SafetensorsReading.Failed(problem);
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
            return SafetensorsProblems.NotUtf8();
        }

        if (parser.Parse() is { } problem)
        {
            return problem;
        }

        return DuplicateNames.Find(tensors) is >= 0 and var second
            ? SafetensorsProblems.TensorTwice(tensors.NameOf(tensors.Entries[second]))
            : TensorCoverage.Check(tensors, out dataEnd);
    }

    /// <summary>Checks the length of a header against the limits and against the file.</summary>
    public static InspectionIssue? CheckLength(ReadOnlySpan<byte> prefix, long fileLength, InspectionOptions options, out int headerLength)
    {
        headerLength = 0;
        if (prefix.Length < PrefixLength || fileLength < MinLength)
        {
            return SafetensorsProblems.TooShort(prefix.Length < PrefixLength ? prefix.Length : fileLength);
        }

        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > InspectionOptions.HeaderLimitOfFormat)
        {
            return SafetensorsProblems.TooLarge(claimed);
        }

        if ((long)claimed > fileLength - PrefixLength)
        {
            return SafetensorsProblems.HeaderCutOff(fileLength, (long)claimed + PrefixLength);
        }

        headerLength = (int)claimed;
        return headerLength > options.MaxHeaderLength ? SafetensorsProblems.OverLimit(headerLength, options.MaxHeaderLength) : null;
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
        var rented = HeaderPool.Rent(length);
        header.CopyTo(rented);
        return Read(new ArraySegment<byte>(rented, 0, length), fileLength, isPooled: true, options);
    }

    private static InspectionIssue? CheckEnd(long fileLength, long expected) =>
        fileLength < expected ? SafetensorsProblems.CutOff(fileLength, expected)
        : fileLength > expected ? SafetensorsProblems.TrailingBytes(fileLength, expected)
        : null;
}
