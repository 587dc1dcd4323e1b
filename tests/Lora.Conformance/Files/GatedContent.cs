namespace Lora.Conformance.Files;

/// <summary>Gives some bytes, then waits until the test says how it goes on: with the rest, or with a failure.</summary>
public sealed class GatedContent(Stream inner, long before) : ForwardOnlyStream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _given;
    private int _readers;

    /// <summary>Done once all bytes before the gate were read and more are asked for.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Whether somebody still waits for bytes. Once a store's task has ended nobody may: the bytes may lie in a pooled buffer.</summary>
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
