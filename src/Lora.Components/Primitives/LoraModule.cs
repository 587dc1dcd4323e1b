using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// The JavaScript module of a component. Imports the module once and calls its <c>init</c> function, which returns an object with a <c>dispose</c> method.
/// A disconnected browser is not an error. If the module can't be loaded, this is logged once and the component works without it.
/// </summary>
internal sealed partial class LoraModule(IJSRuntime runtime, ILogger logger, string path) : IAsyncDisposable
{
    private const string Root = "./_content/Lora.Components/";

    private IJSObjectReference? _module;
    private IJSObjectReference? _instance;
    private bool _disposed;

    /// <summary>Whether the module is loaded.</summary>
    public bool IsReady => _instance is not null;

    /// <summary>Imports the module and calls its <c>init</c> function. Further calls do nothing.</summary>
    /// <returns>Whether the module is loaded.</returns>
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
        catch (Exception exception) when (IsGone(exception))
        {
        }
        catch (Exception exception) when (exception is JSException or InvalidOperationException)
        {
            LogMissing(logger, path, exception);
        }

        return IsReady;
    }

    /// <summary>Calls a function of the object that <c>init</c> returned. Does nothing if there is none.</summary>
    /// <returns><see langword="false"/> if there was no response in time, for example because the circuit was disconnected for a while; otherwise <see langword="true"/>.</returns>
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
        catch (Exception exception) when (IsGone(exception))
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

    // A disconnected circuit throws JSDisconnectedException, also on dispose.
    private static bool IsGone(Exception exception) => exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

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
        catch (Exception exception) when (IsGone(exception) || exception is JSException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The JavaScript module {Path} could not be loaded. Its component works with limited functionality.")]
    private static partial void LogMissing(ILogger logger, string path, Exception exception);
}
