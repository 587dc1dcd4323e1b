using System.Collections.Concurrent;
using Lora.Catalog;

namespace Lora.Client;

/// <summary>Carries changes from whoever makes them to the components that show them, within this process and within one workspace.</summary>
public sealed class LoraChangeFeed
{
    private readonly ConcurrentDictionary<Guid, (LoraWorkspaceId Workspace, Action<LoraChange> Handler)> _subscriptions = new();

    /// <summary>Calls the handler for every change in the workspace until the returned object is disposed.</summary>
    public IDisposable Subscribe(LoraWorkspaceId workspace, Action<LoraChange> handler)
    {
        var key = Guid.NewGuid();
        _subscriptions[key] = (workspace, handler);
        return new Subscription(this, key);
    }

    /// <summary>Tells everyone who subscribed to the workspace.</summary>
    public void Publish(LoraWorkspaceId workspace, LoraChange change)
    {
        foreach (var (subscriber, handler) in _subscriptions.Values)
        {
            if (subscriber == workspace)
            {
                handler(change);
            }
        }
    }

    private sealed class Subscription(LoraChangeFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._subscriptions.TryRemove(key, out _);
    }
}
