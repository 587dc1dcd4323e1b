namespace Lora.Components;

/// <summary>The messages of one dialog or library. Whoever has something to say adds it here; <see cref="LoraToasts"/> shows it.</summary>
internal sealed class LoraToastQueue
{
    // A browser can cause any number of messages.
    private const int Most = 20;

    private readonly List<LoraToast> _toasts = [];

    /// <summary>Called when a message was added or removed.</summary>
    public event EventHandler? Changed;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<LoraToast> Toasts => _toasts;

    /// <summary>Adds a message; one that says more about the same takes the place of the other.</summary>
    public void Add(LoraToast toast, LoraToast? replaces = null)
    {
        if (replaces is not null)
        {
            _toasts.Remove(replaces);
        }

        if (_toasts.Count >= Most)
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
