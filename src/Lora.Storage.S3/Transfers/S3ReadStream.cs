using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Transfers;

/// <summary>The body of a response. Disposes the response with it, and converts the error when the server breaks off.</summary>
internal sealed class S3ReadStream(HttpResponseMessage response, Stream body, S3Connection connection) : Stream
{
    private readonly CancellationTokenSource _silence = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return body.Read(buffer);
        }
        catch (Exception exception) when (S3Error.Of(exception) is { } error)
        {
            throw connection.Fail("GetObject", error);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The whole read may take any time, but a server that sends nothing for this long is treated as unreachable.
        _silence.CancelAfter(connection.ResponseTimeout);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
            return await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (_silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw connection.TimedOut("GetObject", exception);
        }
        catch (Exception exception) when (S3Error.Of(exception) is { } error)
        {
            throw connection.Fail("GetObject", error);
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }
}
