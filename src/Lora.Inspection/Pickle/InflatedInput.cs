using System.IO.Compression;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Pickle;

/// <summary>A compressed part of the file, decompressed on demand within the limits.</summary>
internal sealed class InflatedInput : PickleInput, IAsyncDisposable
{
    private const long FreeLength = 1024 * 1024;

    private readonly PickleFile _file;
    private readonly Stream _inflater;
    private readonly long _limit;
    private long _inflated;

    /// <summary>Decompresses a part of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The position of the part.</param>
    /// <param name="length">The compressed length.</param>
    /// <param name="packing">The compression.</param>
    /// <param name="unpackedLength">The declared decompressed length.</param>
    public InflatedInput(PickleFile file, long offset, long length, PicklePacking packing, long unpackedLength = long.MaxValue)
        : base(unpackedLength)
    {
        _file = file;
        _limit = LimitFor(length, file);
        var packed = new ByteSourceStream(file.Source, offset, length);
        _inflater = packing switch
        {
            PicklePacking.GZip => new GZipStream(packed, CompressionMode.Decompress),
            PicklePacking.ZLib => new ZLibStream(packed, CompressionMode.Decompress),
            _ => new DeflateStream(packed, CompressionMode.Decompress),
        };
    }

    /// <summary>Gets why decompression stopped, or <see langword="null"/> if it did not.</summary>
    public InspectionIssue? Problem { get; private set; }

    public ValueTask DisposeAsync() => _inflater.DisposeAsync();

    protected override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Problem is not null)
        {
            return 0;
        }

        try
        {
            var read = await _inflater.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _inflated += read;
            _file.InflatedLeft -= read;
            Problem = _inflated > _limit ? PickleProblems.InflatesTooMuch : null;
            return Problem is null ? read : 0;
        }
        catch (InvalidDataException)
        {
            Problem = PickleProblems.BadCompression;
            return 0;
        }
    }

    protected override async ValueTask<long> SkipUnreadAsync(long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[(int)Math.Min(count, 16 * 1024)];
        var skipped = 0L;
        while (skipped < count)
        {
            var read = await ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - skipped)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            skipped += read;
        }

        return skipped;
    }

    private static long LimitFor(long packedLength, PickleFile file)
    {
        var ratio = file.Limits.MaxInflatedRatio;
        return Math.Min(file.InflatedLeft, Math.Max(FreeLength, packedLength > long.MaxValue / ratio ? long.MaxValue : packedLength * ratio));
    }
}
