namespace Lora.Components;

/// <summary>Ensures that only the latest of several operations completes. Starting an operation cancels the previous one.</summary>
internal sealed class LoraLatest : IDisposable
{
    private CancellationTokenSource? _current;

    public CancellationToken Begin()
    {
        Cancel();
        _current = new CancellationTokenSource();
        return _current.Token;
    }

    public void Cancel()
    {
        _current?.Cancel();
        _current?.Dispose();
        _current = null;
    }

    public void Dispose() => Cancel();
}
