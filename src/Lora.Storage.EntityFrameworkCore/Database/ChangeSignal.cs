namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Signals that there may be changes of other servers.</summary>
internal abstract class ChangeSignal
{
    /// <summary>Gets the statement that signals a change, executed in its transaction; <see langword="null"/> if there is none.</summary>
    public virtual string? Statement => null;

    /// <summary>Waits until there may be changes.</summary>
    public abstract Task WaitAsync(CancellationToken cancellationToken);
}
