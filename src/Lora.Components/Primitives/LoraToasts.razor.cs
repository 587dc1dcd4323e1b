using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Says what came of an action, to the eye and to screen readers. Good news stays for ten seconds, and longer while it is pointed at or focused; an
/// error stays until it is dismissed.
/// </summary>
public sealed partial class LoraToasts : IDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);

    private readonly List<LoraToast> _toasts = [];
    private readonly Dictionary<Guid, ITimer> _timers = [];
    private LoraSurroundings? _surroundings;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var timer in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }

    /// <summary>Says that something succeeded.</summary>
    internal void Say(string text) => Show(new LoraToast(text, IsError: false));

    /// <summary>Says that something failed.</summary>
    internal void SayError(string text) => Show(new LoraToast(text, IsError: true));

    private void Show(LoraToast toast)
    {
        _toasts.Add(toast);
        Release(toast);
        StateHasChanged();
    }

    private void Release(LoraToast toast)
    {
        if (!toast.IsError && _toasts.Contains(toast))
        {
            Hold(toast);
            _timers[toast.Key] = Surroundings.Time.CreateTimer(_ => _ = InvokeAsync(() => Dismiss(toast)), null, Stay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Hold(LoraToast toast)
    {
        if (_timers.Remove(toast.Key, out var timer))
        {
            timer.Dispose();
        }
    }

    private void Dismiss(LoraToast toast)
    {
        Hold(toast);
        _toasts.Remove(toast);
        StateHasChanged();
    }
}
