using System.Threading.Channels;

namespace Lora.Workflows;

/// <summary>
/// Passes new LoRAs of this process to the background analysis, so that it reads no others. If many wait, further ones are found by the next regular run.
/// </summary>
internal sealed class AnalysisSignal
{
    private const int MaxWaiting = 10_000;

    private readonly Channel<(LoraWorkspaceId Workspace, LoraId Id)> _channel =
        Channel.CreateBounded<(LoraWorkspaceId, LoraId)>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise(LoraRecord record) => _channel.Writer.TryWrite((record.Workspace, record.Id));

    public bool TryTake(out LoraWorkspaceId workspace, out LoraId id)
    {
        var taken = _channel.Reader.TryRead(out var added);
        (workspace, id) = added;
        return taken;
    }

    public async Task WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
}
