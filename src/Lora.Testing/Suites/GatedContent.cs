namespace Lora.Testing.Suites;

/// <summary>Returns some bytes, then waits until the test releases the rest or makes it fail.</summary>
internal sealed class GatedContent(Stream inner, long before) : ForwardOnlyStream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _given;
    private int _readers;

    /// <summary>Completes when all bytes before the gate were read and the reader waits for more.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Whether a reader is waiting for bytes. After a store's task has ended no reader may, because its buffer may be back in the pool.</summary>
    public bool IsBeingRead => Volatile.Read(ref _readers) > 0;

    public void Release() => _released.TrySetResult();

    public void Fail(Exception exception) => _released.TrySetException(exception);

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Stores read asynchronously.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            if (_given >= before && !_released.Task.IsCompletedSuccessfully)
            {
                _reached.TrySetResult();
                await _released.Task.WaitAsync(cancellationToken);
            }

            var room = _given < before ? (int)Math.Min(buffer.Length, before - _given) : buffer.Length;
            var read = await inner.ReadAsync(buffer[..room], cancellationToken);
            _given += read;
            return read;
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }
}
