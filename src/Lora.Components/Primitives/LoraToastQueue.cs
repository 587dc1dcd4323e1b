namespace Lora.Components;

/// <summary>The messages of a dialog or library, which <see cref="LoraToasts"/> displays.</summary>
internal sealed class LoraToastQueue
{
    // Limits the messages, because the browser is not trusted.
    private const int Max = 20;

    private readonly List<LoraToast> _toasts = [];

    /// <summary>Raised when a message is added or removed.</summary>
    public event EventHandler? Changed;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<LoraToast> Toasts => _toasts;

    /// <summary>Adds a message, and removes the message that it replaces.</summary>
    public void Add(LoraToast toast, LoraToast? replaces = null)
    {
        if (replaces is not null)
        {
            _toasts.Remove(replaces);
        }

        if (_toasts.Count >= Max)
        {
            _toasts.RemoveAt(0);
        }

        _toasts.Add(toast);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Removes a message.</summary>
    public void Remove(LoraToast toast)
    {
        if (_toasts.Remove(toast))
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
