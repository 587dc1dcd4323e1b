using System.Threading.Channels;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;

namespace Lora.Storage.EntityFrameworkCore.Tests.Changes;

/// <summary>Receives the changes of other machines.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(LoraWorkspaceId Workspace, LoraChange Change)> _received = Channel.CreateUnbounded<(LoraWorkspaceId, LoraChange)>();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    private Listener(Machine machine) => _listening = ((ILoraChangeTransport)machine.Store).ListenAsync(
        (workspace, change) => _received.Writer.TryWrite((workspace, change)), () => _started.TrySetResult(), _stop.Token);

    public static async Task<Listener> StartAsync(Machine machine)
    {
        var listener = new Listener(machine);
        await (await Task.WhenAny(listener._started.Task, listener._listening).WaitAsync(Patience));
        return listener;
    }

    public async Task<LoraChange> NextAsync()
    {
        var (workspace, change) = await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(Samples.Workspace, workspace);
        return change;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
