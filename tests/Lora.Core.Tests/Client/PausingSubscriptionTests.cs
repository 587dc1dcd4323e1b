using Lora.Client;

namespace Lora.Core.Tests.Client;

public sealed class PausingSubscriptionTests
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private static readonly LoraChange Change = new(LoraChangeKind.Added, LoraId.New(TimeProvider.System));

    private readonly LoraChangeFeed _feed = new();
    private readonly BrowserConnection _connection = new();
    private readonly List<LoraChange> _received = [];

    [Fact]
    public void Component_without_a_browser_is_notified_once_when_the_browser_returns()
    {
        using var subscription = new PausingSubscription(_feed, Workspace, _connection, _received.Add);
        _feed.Publish(Workspace, Change);
        _connection.Lose();
        _feed.Publish(Workspace, Change);
        _feed.Publish(Workspace, Change);
        Assert.Equal([Change], _received);

        _connection.Restore();
        _connection.Restore();
        Assert.Equal([Change, new LoraChange(LoraChangeKind.Missed, default)], _received);

        _feed.Publish(Workspace, Change);
        Assert.Equal(3, _received.Count);
    }

    [Fact]
    public void Component_that_missed_nothing_or_is_gone_is_not_notified()
    {
        var subscription = new PausingSubscription(_feed, Workspace, _connection, _received.Add);
        _connection.Lose();
        _connection.Restore();
        _connection.Lose();
        _feed.Publish(Workspace, Change);
        subscription.Dispose();
        _connection.Restore();

        Assert.Empty(_received);
    }
}
