using System.Threading.Channels;

namespace Lora.Workflows;

/// <summary>Wakes the background analysis when there is a new file. Several signals before it wakes have the effect of one.</summary>
internal sealed class AnalysisSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _channel.Writer.TryWrite(item: true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
}
