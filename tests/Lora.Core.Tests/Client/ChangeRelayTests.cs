using Lora.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lora.Core.Tests.Client;

public sealed class ChangeRelayTests
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private static readonly LoraChange Change = new(LoraChangeKind.Added, LoraId.New(TimeProvider.System));

    private readonly LoraChangeFeed _feed = new();
    private readonly List<LoraChange> _received = [];

    public ChangeRelayTests() => _feed.Subscribe(Workspace, _received.Add);

    [Fact]
    public void Change_is_published_here_and_sent_even_if_sending_fails()
    {
        var transport = new Transport();
        var relay = Relay(transport);

        relay.Publish(Workspace, Change);
        transport.IsDown = true;
        relay.Publish(Workspace, Change);

        Assert.Equal([Change, Change], _received);
        Assert.Equal([Change], transport.Sent);
    }

    [Fact]
    public async Task Changes_of_other_servers_are_published_also_after_a_failure_which_is_reported_as_missed()
    {
        var transport = new Transport();
        using var stop = new CancellationTokenSource();
        var running = Relay(transport).RunAsync(stop.Token);
        await transport.NextListenerAsync();
        transport.Received!(Workspace, Change);
        transport.Fail();
        await transport.NextListenerAsync();
        transport.Received!(Workspace, Change);
        await stop.CancelAsync();
        await running;

        Assert.Equal([LoraChangeKind.Missed, LoraChangeKind.Added, LoraChangeKind.Missed, LoraChangeKind.Added], _received.Select(static change => change.Kind));
    }

    private ChangeRelay Relay(Transport transport) => new(_feed, transport, TimeProvider.System, NullLogger.Instance);

    private sealed class Transport : ILoraChangeTransport
    {
        private readonly SemaphoreSlim _listening = new(0);
        private TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<LoraChange> Sent { get; } = [];

        public bool IsDown { get; set; }

        public Action<LoraWorkspaceId, LoraChange>? Received { get; private set; }

        public Task PublishAsync(LoraWorkspaceId workspace, LoraChange change, CancellationToken cancellationToken = default)
        {
            if (IsDown)
            {
                throw new IOException("The broker is down.");
            }

            Sent.Add(change);
            return Task.CompletedTask;
        }

        public async Task ListenAsync(Action<LoraWorkspaceId, LoraChange> received, Action missed, CancellationToken cancellationToken)
        {
            missed();
            Received = received;
            _listening.Release();
            await _end.Task.WaitAsync(cancellationToken);
        }

        public async Task NextListenerAsync() => Assert.True(await _listening.WaitAsync(TimeSpan.FromSeconds(30)));

        public void Fail()
        {
            var end = _end;
            _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
            end.SetException(new IOException("The broker is gone."));
        }
    }
}
