namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>For databases that don't notify: looks for changes in intervals.</summary>
internal sealed class PollingSignal(TimeSpan interval) : ChangeSignal
{
    public override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(interval, cancellationToken);
}
