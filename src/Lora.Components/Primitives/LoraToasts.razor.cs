using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Displays the results of actions and announces them to screen readers. Success messages disappear after 10 seconds, but not while they are hovered over or
/// focused. Errors stay until they are dismissed.
/// </summary>
public sealed partial class LoraToasts : IDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, ITimer> _timers = [];
    private LoraComponentServices? _componentServices;

    [CascadingParameter]
    private LoraToastQueue Queue { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

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
            _timers[toast.Key] = ComponentServices.Time.CreateTimer(_ => _ = InvokeAsync(() => Dismiss(toast)), null, Stay, Timeout.InfiniteTimeSpan);
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
