using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lora.AspNetCore.Filters;

/// <summary>The body of a request, or a piece of it. Remembers a fault of reading it, which belongs to the client and not to whoever reads.</summary>
internal sealed class RequestBody(Stream inner) : Stream
{
    /// <summary>Why reading stopped before the end.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The body of a request, known to the gate.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It holds nothing of its own; the server owns the body.")]
    public static RequestBody Of(HttpContext context)
    {
        context.Features.Set(new RequestBody(context.Request.Body));
        return context.Features.GetRequiredFeature<RequestBody>();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Fault ??= exception;
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
