using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.ExceptionServices;

namespace Lora.Storage.S3.Transfers;

/// <summary>
/// Streams a part from its sender to the server. The last bytes are held back until the sender's stream has ended, so a part that is too long is never complete
/// on the server. Only the wait for the server has a time limit, not the wait for the sender.
/// </summary>
internal sealed class PartContent : HttpContent
{
    private const int BufferSize = 128 * 1024;

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stream _source;
    private readonly long _size;
    private readonly bool _withDigest;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _limit;
    private int _started;

    /// <summary>Creates the content.</summary>
    /// <param name="source">The stream of the sender.</param>
    /// <param name="size">The required size in bytes.</param>
    /// <param name="withDigest">Whether to send the digest of the bytes after them.</param>
    /// <param name="timeout">How long the server may take to accept the next bytes.</param>
    /// <param name="limit">The source to cancel if the server takes longer.</param>
    public PartContent(Stream source, long size, bool withDigest, TimeSpan timeout, CancellationTokenSource limit)
    {
        (_source, _size, _withDigest, _timeout, _limit) = (source, size, withDigest, timeout, limit);
        if (withDigest)
        {
            Headers.ContentEncoding.Add(S3ChunkedBody.ContentEncoding);
        }
    }

    /// <summary>The error of the sender, or <see langword="null"/> if the server caused the error.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Completes when the sender's stream is no longer used. The caller may reuse the buffer behind the stream only then.</summary>
    public Task Settled => Volatile.Read(ref _started) == 0 ? Task.CompletedTask : _settled.Task;

    protected override bool TryComputeLength(out long length)
    {
        length = _withDigest ? S3ChunkedBody.LengthOf(_size) : _size;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new IOException("A part cannot be sent twice.");
        }

        using var chunks = _withDigest ? new S3ChunkedBody(stream, _size) : null;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < _size;)
            {
                _limit.CancelAfter(Timeout.InfiniteTimeSpan);
                // One extra byte detects content beyond the end.
                var room = (int)Math.Min(_size - sent, buffer.Length - 1);
                var read = await ReadAsync(buffer.AsMemory(0, room), cancellationToken).ConfigureAwait(false);
                sent += read;
                if (read == 0 || (sent == _size && await ReadAsync(buffer.AsMemory(read, 1), cancellationToken).ConfigureAwait(false) > 0))
                {
                    throw Fail(new LoraStorageException(
                        LoraErrorCodes.PartSize,
                        string.Create(CultureInfo.InvariantCulture, $"The part has {(read == 0 ? "fewer" : "more")} than the expected {_size} bytes. Send it again."),
                        isTransient: false));
                }

                _limit.CancelAfter(_timeout);
                var bytes = buffer.AsMemory(0, read);
                if (chunks is null)
                {
                    await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await chunks.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _settled.SetResult();
        }
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Fail(exception);
        }
    }

    private Exception Fail(Exception exception)
    {
        Failure = ExceptionDispatchInfo.Capture(exception);
        return exception;
    }
}
