using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Lora.Inspection.Hashing;

/// <summary>
/// Computes all hashes of a file in one pass: SHA-256 and CRC-32 of the whole file, and SHA-256 of the tensors, which start where the first bytes of the file say. Not safe for
/// concurrent use.
/// </summary>
internal sealed class LoraHasher : IDisposable
{
    private const int PrefixLength = sizeof(ulong);

    // A piece of this size stays in the processor cache for all three hashes.
    private const int Piece = 64 * 1024;
    private const int BufferLength = 1024 * 1024;

    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _tensors = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Crc32 _crc = new();
    // The length of the header, and its first byte.
    private readonly byte[] _start = new byte[PrefixLength + 1];

    private long _dataStart = long.MaxValue;

    /// <summary>Gets the number of bytes hashed so far.</summary>
    public long Length { get; private set; }

    /// <summary>Hashes a stream from its current position to its end.</summary>
    public static async Task<LoraHashes> HashAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var hasher = new LoraHasher();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hasher.Append(buffer.AsSpan(0, read));
            }

            return hasher.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hashes the next bytes of the file.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, Piece)];
            bytes = bytes[piece.Length..];
            ReadStart(piece);
            _whole.AppendData(piece);
            _crc.Append(piece);
            if (Length + piece.Length > _dataStart)
            {
                _tensors.AppendData(piece[(int)Math.Max(0, _dataStart - Length)..]);
            }

            Length += piece.Length;
        }
    }

    /// <summary>Returns the hashes. The hasher can't be used afterwards.</summary>
    public LoraHashes Finish()
    {
        var whole = Convert.ToHexStringLower(_whole.GetHashAndReset());
        var tensors = Length >= _dataStart ? Convert.ToHexStringLower(_tensors.GetHashAndReset()) : null;
        return new LoraHashes(whole, tensors, _crc.GetCurrentHashAsUInt32().ToString("x8", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole.Dispose();
        _tensors.Dispose();
    }

    private void ReadStart(ReadOnlySpan<byte> piece)
    {
        if (Length >= _start.Length)
        {
            return;
        }

        var at = (int)Length;
        var count = Math.Min(piece.Length, _start.Length - at);
        piece[..count].CopyTo(_start.AsSpan(at));
        if (at + count < _start.Length)
        {
            return;
        }

        var header = BinaryPrimitives.ReadUInt64LittleEndian(_start);
        if (header <= InspectionOptions.HeaderLimitOfFormat && _start[PrefixLength] is (byte)'{' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _dataStart = PrefixLength + (long)header;
        }
    }
}
