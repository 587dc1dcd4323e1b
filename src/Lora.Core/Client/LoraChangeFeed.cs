using System.Collections.Concurrent;
using Lora.Catalog;

namespace Lora.Client;

/// <summary>Carries changes from whoever makes them to the components that show them, within this process and within one workspace.</summary>
public sealed class LoraChangeFeed
{
    private readonly ConcurrentDictionary<Guid, Subscriber> _subscribers = new();

    /// <summary>
    /// Calls the handler for every change in the workspace until the returned object is disposed. It is called as whoever subscribes: with their culture, not that of whoever
    /// makes the change.
    /// </summary>
    public IDisposable Subscribe(LoraWorkspaceId workspace, Action<LoraChange> handler)
    {
        var key = Guid.NewGuid();
        _subscribers[key] = new Subscriber(workspace, handler, ExecutionContext.Capture());
        return new Subscription(this, key);
    }

    /// <summary>Tells everyone who subscribed to the workspace.</summary>
    public void Publish(LoraWorkspaceId workspace, LoraChange change)
    {
        foreach (var subscriber in _subscribers.Values)
        {
            if (subscriber.Workspace == workspace)
            {
                subscriber.Tell(change);
            }
        }
    }

    private sealed record Subscriber(LoraWorkspaceId Workspace, Action<LoraChange> Handler, ExecutionContext? Context)
    {
        public void Tell(LoraChange change)
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
