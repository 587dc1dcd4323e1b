using Lora;

namespace Studio;

internal static class Changes
{
    public static void Register(WebApplicationBuilder builder)
    {
        // begin: transport
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files").UseChangeTransport<BrokerTransport>();
        // end
    }
}

// begin: broker
public sealed class BrokerTransport(Broker broker) : ILoraChangeTransport
{
    public Task PublishAsync(LoraWorkspaceId workspace, LoraChange change, CancellationToken cancellationToken = default) =>
        broker.SendAsync($"{workspace.Value}|{change.Kind}|{change.Id}", cancellationToken);

    public async Task ListenAsync(Action<LoraWorkspaceId, LoraChange> received, Action missed, CancellationToken cancellationToken)
    {
        await broker.SubscribeAsync(message => Receive(message, received), cancellationToken);

        // Messages from before the subscription are lost.
        missed();
        await broker.WaitUntilDisconnectedAsync(cancellationToken);
    }

    private static void Receive(string message, Action<LoraWorkspaceId, LoraChange> received)
    {
        var parts = message.Split('|');
        received(new LoraWorkspaceId(parts[0]), new LoraChange(Enum.Parse<LoraChangeKind>(parts[1]), LoraId.Parse(parts[2], null)));
    }
}
// end

/// <summary>The client of a message broker.</summary>
public abstract class Broker
{
    public abstract Task SendAsync(string message, CancellationToken cancellationToken);

    public abstract Task SubscribeAsync(Action<string> handler, CancellationToken cancellationToken);

    public abstract Task WaitUntilDisconnectedAsync(CancellationToken cancellationToken);
}
