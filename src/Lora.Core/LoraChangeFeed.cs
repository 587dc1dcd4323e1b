using System.Collections.Concurrent;
using Lora.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lora;

/// <summary>Notifies components of changes, within this process and within one workspace.</summary>
/// <param name="reads">What components share. Default: <see langword="null"/>, nothing.</param>
/// <param name="logger">Logs subscribers that throw. Default: <see langword="null"/>, nothing is logged.</param>
internal sealed partial class LoraChangeFeed(SharedReads? reads = null, ILogger<LoraChangeFeed>? logger = null)
{
    private readonly ConcurrentDictionary<Guid, Subscriber> _subscribers = new();
    private readonly ILogger _logger = logger ?? NullLogger<LoraChangeFeed>.Instance;

    /// <summary>
    /// Calls the handler for every change in the workspace until the returned object is disposed. The handler runs in the execution context of the subscriber, with
    /// its culture, and should return quickly. An exception that it throws is logged and affects neither the publisher nor other subscribers.
    /// </summary>
    public IDisposable Subscribe(LoraWorkspaceId workspace, Action<LoraChange> handler)
    {
        var key = Guid.NewGuid();
        _subscribers[key] = new Subscriber(workspace, handler, ExecutionContext.Capture());
        return new Subscription(this, key);
    }

    /// <summary>Calls every subscriber of the workspace. Publish a change after it was saved. Exceptions of subscribers are logged, not thrown.</summary>
    public void Publish(LoraWorkspaceId workspace, LoraChange change)
    {
        reads?.Forget(workspace, change);
        foreach (var subscriber in _subscribers.Values.Where(subscriber => subscriber.Workspace == workspace))
        {
            try
            {
                subscriber.Notify(change);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                SubscriberFailed(_logger, change.Kind, change.Id, workspace, exception);
            }
        }
    }

    /// <summary>Notifies every subscriber of every workspace that changes may have been missed.</summary>
    public void PublishMissed()
    {
        foreach (var workspace in _subscribers.Values.Select(static subscriber => subscriber.Workspace).Distinct())
        {
            Publish(workspace, new LoraChange(LoraChangeKind.Missed, default));
        }
    }

    [LoggerMessage(1501, LogLevel.Error, "A subscriber failed to handle the change {Kind} of LoRA {Id} in workspace {Workspace}")]
    private static partial void SubscriberFailed(ILogger logger, LoraChangeKind kind, LoraId id, LoraWorkspaceId workspace, Exception exception);

    private sealed record Subscriber(LoraWorkspaceId Workspace, Action<LoraChange> Handler, ExecutionContext? Context)
    {
        public void Notify(LoraChange change)
        {
            if (Context is null)
            {
                Handler(change);
            }
            else
            {
                ExecutionContext.Run(Context, _ => Handler(change), state: null);
            }
        }
    }

    private sealed class Subscription(LoraChangeFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._subscribers.TryRemove(key, out _);
    }
}
