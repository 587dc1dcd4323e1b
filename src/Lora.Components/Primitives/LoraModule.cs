using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// The JavaScript half of a component: imports its module once and calls its <c>init</c>, which returns an object with a <c>dispose</c>. A browser that
/// is gone is no fault; a module that cannot be loaded is logged once and leaves the component to its markup.
/// </summary>
internal sealed partial class LoraModule(IJSRuntime runtime, ILogger logger, string path) : IAsyncDisposable
{
    private const string Root = "./_content/Lora.Components/";

    private IJSObjectReference? _module;
    private IJSObjectReference? _instance;
    private bool _disposed;

    /// <summary>Whether the JavaScript half is there.</summary>
    public bool IsReady => _instance is not null;

    /// <summary>Imports the module and calls its <c>init</c>. Only the first call does anything.</summary>
    /// <returns>Whether the JavaScript half is there.</returns>
    public async Task<bool> InitializeAsync(params object?[] arguments)
    {
        if (_module is not null || _disposed)
        {
            return IsReady;
        }

        try
        {
            _module = await runtime.InvokeAsync<IJSObjectReference>("import", Root + path).ConfigureAwait(false);
            var instance = await _module.InvokeAsync<IJSObjectReference>("init", arguments).ConfigureAwait(false);
            _instance = instance;
            if (_disposed)
            {
                await ReleaseAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
        catch (Exception fault) when (fault is JSException or InvalidOperationException)
        {
            LogMissing(logger, path, fault);
        }

        return IsReady;
    }

    /// <summary>Calls a function of the object that <c>init</c> returned; does nothing when there is none.</summary>
    /// <returns><see langword="false"/> when no answer came in time: what is sent while a circuit is lost for a while is never heard.</returns>
    public async Task<bool> InvokeAsync(string function, params object?[] arguments)
    {
        if (_instance is null || _disposed)
        {
            return true;
        }

        try
        {
            await _instance.InvokeVoidAsync(function, arguments).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return _disposed;
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    // A circuit that is gone throws JSDisconnectedException; .NET 10 does not swallow it on dispose.
    private static bool IsGone(Exception fault) => fault is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    private async Task ReleaseAsync()
    {
        try
        {
            if (_instance is not null)
            {
                await _instance.InvokeVoidAsync("dispose").ConfigureAwait(false);
                await _instance.DisposeAsync().ConfigureAwait(false);
            }

            if (_module is not null)
            {
                await _module.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (IsGone(fault) || fault is JSException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The module {Path} could not be loaded; its component works without it as far as it can.")]
    private static partial void LogMissing(ILogger logger, string path, Exception fault);
}
