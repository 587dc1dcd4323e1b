namespace Lora.Components;

/// <summary>Lets only the latest of several pieces of work finish: whoever begins cancels the one before.</summary>
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
