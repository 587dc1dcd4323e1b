using Microsoft.Extensions.Logging;

namespace Lora.Workflows;

/// <summary>Publishes the changes of this server here and on the other servers, and those of other servers here.</summary>
internal sealed partial class ChangeRelay(LoraChangeFeed feed, ILoraChangeTransport? transport, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <summary>Publishes a change of this server after it was saved.</summary>
    public void Publish(LoraWorkspaceId workspace, LoraChange change)
    {
        feed.Publish(workspace, change);
        if (transport is not null)
        {
            _ = SendAsync(transport, workspace, change);
        }
    }

    /// <summary>Receives the changes of other servers until it is canceled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (transport is null)
        {
            return;
        }

        var delay = FirstDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await transport.ListenAsync(feed.Publish, feed.PublishMissed, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
            {
                ListenFailed(logger, exception);
            }

            // One that worked for a while begins again at once.
            delay = time.GetElapsedTime(started) > MaxDelay ? FirstDelay : delay;
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay;
        }
    }

    private async Task SendAsync(ILoraChangeTransport target, LoraWorkspaceId workspace, LoraChange change)
    {
        try
        {
            await target.PublishAsync(workspace, change).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            PublishFailed(logger, change.Kind, change.Id, workspace, exception);
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "Changes of other servers can't be received at the moment. They are displayed after the next attempt")]
    private static partial void ListenFailed(ILogger logger, Exception exception);

    [LoggerMessage(1602, LogLevel.Warning, "The change {Kind} of LoRA {Id} in workspace {Workspace} was saved, but not sent to other servers")]
    private static partial void PublishFailed(ILogger logger, LoraChangeKind kind, LoraId id, LoraWorkspaceId workspace, Exception exception);
}
