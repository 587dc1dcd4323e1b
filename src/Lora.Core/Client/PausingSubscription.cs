namespace Lora.Client;

/// <summary>Notifies a component while its browser is connected. Afterwards it is notified if it has missed changes.</summary>
internal sealed class PausingSubscription : IDisposable
{
    private readonly BrowserConnection _connection;
    private readonly Action<LoraChange> _handler;
    private readonly IDisposable _subscription;
    private int _hasMissed;

    public PausingSubscription(LoraChangeFeed feed, LoraWorkspaceId workspace, BrowserConnection connection, Action<LoraChange> handler)
    {
        (_connection, _handler) = (connection, handler);
        _connection.Restored += OnRestored;
        _subscription = feed.Subscribe(workspace, Receive);
    }

    public void Dispose()
    {
        _connection.Restored -= OnRestored;
        _subscription.Dispose();
    }

    private void OnRestored(object? sender, EventArgs arguments) => Resume();

    private void Receive(LoraChange change)
    {
        if (_connection.IsUp)
        {
            _handler(change);
            return;
        }

        Volatile.Write(ref _hasMissed, 1);
        if (_connection.IsUp)
        {
            Resume();
        }
    }

    private void Resume()
    {
        if (Interlocked.Exchange(ref _hasMissed, 0) == 1)
        {
            _handler(new LoraChange(LoraChangeKind.Missed, default));
        }
    }
}
