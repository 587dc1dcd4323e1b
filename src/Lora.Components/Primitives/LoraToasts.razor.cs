using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Says what came of an action, to the eye and to screen readers. Good news stays for ten seconds, and longer while it is pointed at or focused; an
/// error stays until it is dismissed.
/// </summary>
public sealed partial class LoraToasts : IDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, ITimer> _timers = [];
    private LoraSurroundings? _surroundings;

    [CascadingParameter]
    private LoraToastQueue Queue { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    /// <inheritdoc />
    public void Dispose()
    {
        Queue.Changed -= Update;
        foreach (var timer in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Queue.Changed += Update;

    private void Update(object? sender, EventArgs arguments)
    {
        foreach (var gone in _timers.Keys.Where(key => !Queue.Toasts.Any(toast => toast.Key == key)).ToList())
        {
            Stop(gone);
        }

        foreach (var toast in Queue.Toasts.Where(toast => !_timers.ContainsKey(toast.Key)))
        {
            Release(toast);
        }

        StateHasChanged();
    }

    private void Release(LoraToast toast)
    {
        Stop(toast.Key);
        if (!toast.IsError)
        {
            _timers[toast.Key] = Surroundings.Time.CreateTimer(_ => _ = InvokeAsync(() => Dismiss(toast)), null, Stay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Hold(LoraToast toast) => Stop(toast.Key);

    private void Dismiss(LoraToast toast) => Queue.Remove(toast);

    private void Stop(Guid key)
    {
        if (_timers.Remove(key, out var timer))
        {
            timer.Dispose();
        }
    }
}
