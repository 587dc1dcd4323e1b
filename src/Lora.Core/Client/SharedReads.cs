using System.Collections.Concurrent;

namespace Lora.Client;

/// <summary>
/// Lets the components of one process share what they read after a change. Without it, each of a hundred open libraries would ask the database the same. For
/// <see cref="Following"/> after a change, reads with the same key share one result, which is at most <see cref="Lifetime"/> old and was read after the last change that affects it.
/// </summary>
internal sealed class SharedReads(TimeProvider time)
{
    /// <summary>How long reads are shared after a change.</summary>
    public static readonly TimeSpan Following = TimeSpan.FromSeconds(5);

    /// <summary>How long a result is shared. Limits how long another server's change, whose notification has not arrived, stays unseen.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LoraWorkspaceId, Workspace> _workspaces = new();

    /// <summary>Forgets what a change affects. Call it before subscribers are notified.</summary>
    public void Forget(LoraWorkspaceId workspace, LoraChange change)
    {
        foreach (var (old, state) in _workspaces)
        {
            if (old != workspace && time.GetElapsedTime(state.ChangedAt) > Following)
            {
                _workspaces.TryRemove(old, out _);
            }
        }

        var own = _workspaces.GetOrAdd(workspace, static _ => new Workspace());
        own.ChangedAt = time.GetTimestamp();
        foreach (var (key, read) in own.Reads)
        {
            // What was read of another LoRA is still right.
            if (key is not LoraId id || id == change.Id || change.Kind is LoraChangeKind.Missed || !IsCurrent(read))
            {
                own.Reads.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Reads, or returns what another caller has read.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="key">What is read; for one LoRA its id, otherwise any value. Reads with equal keys have results of the same type.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. It never cancels a shared read.</param>
    public Task<T> ReadAsync<T>(LoraWorkspaceId workspace, object key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        if (!_workspaces.TryGetValue(workspace, out var state) || time.GetElapsedTime(state.ChangedAt) > Following)
        {
            return read(cancellationToken);
        }

        var shared = state.Reads.AddOrUpdate(key, static (_, add) => add(), (_, old, add) => IsCurrent(old) ? old : add(), New);
        return ((Task<T>)shared.Result.Value).WaitAsync(cancellationToken);

        Read New() => new(time.GetTimestamp(), new Lazy<Task>(RunAsync));

        // An exception becomes the result of the task also if the read throws at once.
        async Task<T> RunAsync() => await read(CancellationToken.None).ConfigureAwait(false);
    }

    private bool IsCurrent(Read read) => time.GetElapsedTime(read.StartedAt) <= Lifetime && !(read.Result is { IsValueCreated: true, Value.IsFaulted: true });

    private sealed class Workspace
    {
        private long _changedAt;

        public long ChangedAt
        {
            get => Volatile.Read(ref _changedAt);
            set => Volatile.Write(ref _changedAt, value);
        }

        public ConcurrentDictionary<object, Read> Reads { get; } = new();
    }

    private sealed record Read(long StartedAt, Lazy<Task> Result);
}
