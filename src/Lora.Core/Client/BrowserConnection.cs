namespace Lora.Client;

/// <summary>Whether the browser of this scope is connected. A circuit whose browser is gone is kept for a while; until it returns, its components need no changes.</summary>
internal sealed class BrowserConnection
{
    private volatile bool _isUp = true;

    /// <summary>Raised when the browser is connected again.</summary>
    public event EventHandler? Restored;

    public bool IsUp => _isUp;

    public void Lose() => _isUp = false;

    public void Restore()
    {
        _isUp = true;
        Restored?.Invoke(this, EventArgs.Empty);
    }
}
