namespace Lora.Testing;

/// <summary>A delay of calls, until the test releases them. Disposing also releases them.</summary>
public sealed class ScriptedDelay : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ScriptedDelay()
    {
    }

    /// <summary>Gets a task that completes when the first call waits.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the waiting calls continue, and later ones pass.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc />
    public void Dispose() => Release();

    /// <summary>Waits until the test releases the call or the caller cancels it.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
