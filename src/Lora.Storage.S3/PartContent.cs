using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.ExceptionServices;
using Lora.Errors;

namespace Lora.Files.S3;

/// <summary>
/// Pipes a part from its sender to the server. The last bytes are held back until the sender's stream has ended, so a part that is too long is never whole
/// on the server either. Waiting for the sender is not limited; waiting for the server is.
/// </summary>
internal sealed class PartContent(Stream source, long size, TimeSpan timeout, CancellationTokenSource limit) : HttpContent
{
    private const int BufferSize = 128 * 1024;

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    /// <summary>What went wrong on the sender's side; <see langword="null"/> when it is the server's fault.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Done once the sender's stream is not touched any more: its bytes may lie in a buffer that is used again.</summary>
    public Task Settled => Volatile.Read(ref _started) == 0 ? Task.CompletedTask : _settled.Task;

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new IOException("A part cannot be sent twice.");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < size;)
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                // One byte of room is left to look for bytes beyond the end.
                var room = (int)Math.Min(size - sent, buffer.Length - 1);
                var read = await ReadAsync(buffer.AsMemory(0, room), cancellationToken).ConfigureAwait(false);
                sent += read;
                if (read == 0 || (sent == size && await ReadAsync(buffer.AsMemory(read, 1), cancellationToken).ConfigureAwait(false) > 0))
                {
                    throw Fail(new LoraStorageException(
                        LoraErrorCodes.PartSize,
                        string.Create(CultureInfo.InvariantCulture, $"The part has {(read == 0 ? "fewer" : "more")} than the {size} bytes it must have. Send it again."),
                        isTransient: false));
                }

                limit.CancelAfter(timeout);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
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
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
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
