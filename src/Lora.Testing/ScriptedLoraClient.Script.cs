using System.Runtime.CompilerServices;

namespace Lora.Testing;

/// <content>The script: which calls fail or wait, which calls were made, and changes.</content>
public sealed partial class ScriptedLoraClient
{
    private static readonly HashSet<string> Members =
        [.. typeof(ILoraClient).GetMethods().Select(static method => method.Name).Where(static name => name.EndsWith("Async", StringComparison.Ordinal))];

    private static readonly string[] MembersWithIssues = [nameof(CorrectAsync), nameof(PairAsync), nameof(RenameAsync), nameof(DeleteAsync)];

    private readonly List<ScriptedCall> _calls = [];
    private readonly List<ScriptStep> _steps = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<LoraChange> _raised = [];

    /// <summary>Gets a copy of the calls so far, in order, including those that failed.</summary>
    public IReadOnlyList<ScriptedCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Gets the number of active subscriptions.</summary>
    public int Subscribers
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count;
            }
        }
    }

    /// <summary>Lets the next calls of a member throw an exception.</summary>
    /// <param name="member">The member, such as <c>nameof(ILoraClient.ListAsync)</c>.</param>
    /// <param name="exception">The exception, such as a <see cref="LoraException"/>.</param>
    /// <param name="times">The number of calls that fail. Default: 1. <see cref="int.MaxValue"/> for all calls until <see cref="Reset"/>.</param>
    /// <exception cref="ArgumentException"><see cref="ILoraClient"/> has no asynchronous member with this name.</exception>
    public void FailNext(string member, Exception exception, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(exception);
        OnNext(member, (_, _) => Task.FromException(exception), times);
    }

    /// <summary>Lets the next calls of a member that returns a result return an issue.</summary>
    /// <param name="member">The member, such as <c>nameof(ILoraClient.RenameAsync)</c>.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="times">The number of calls that fail. Default: 1. <see cref="int.MaxValue"/> for all calls until <see cref="Reset"/>.</param>
    /// <exception cref="ArgumentException">The member does not return a <see cref="LoraResult{T}"/>.</exception>
    public void FailNext(string member, LoraIssue issue, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(issue);
        if (!MembersWithIssues.Contains(member, StringComparer.Ordinal))
        {
            throw new ArgumentException($"{member} returns no issues. Let it fail with an exception.", nameof(member));
        }

        OnNext(member, (_, _) => Task.FromException(new ScriptedIssueException(issue)), times);
    }

    /// <summary>Lets the next calls of a member wait until the test releases them.</summary>
    /// <param name="member">The member, such as <c>nameof(ILoraClient.ListAsync)</c>.</param>
    /// <param name="times">The number of calls that wait. Default: 1. <see cref="int.MaxValue"/> for all calls until <see cref="Reset"/>.</param>
    /// <returns>The delay, to release the calls.</returns>
    /// <exception cref="ArgumentException"><see cref="ILoraClient"/> has no asynchronous member with this name.</exception>
    public ScriptedDelay DelayNext(string member, int times = 1)
    {
        var delay = new ScriptedDelay();
        OnNext(member, (_, cancellationToken) => delay.WaitAsync(cancellationToken), times);
        return delay;
    }

    /// <summary>Runs code of the test in the next calls of a member, before they are answered: it can throw, wait, or watch the cancellation token.</summary>
    /// <param name="member">The member, such as <c>nameof(ILoraClient.ListAsync)</c>.</param>
    /// <param name="action">The code. It receives the call and its cancellation token.</param>
    /// <param name="times">The number of calls. Default: 1. <see cref="int.MaxValue"/> for all calls until <see cref="Reset"/>.</param>
    /// <exception cref="ArgumentException"><see cref="ILoraClient"/> has no asynchronous member with this name.</exception>
    public void OnNext(string member, Func<ScriptedCall, CancellationToken, Task> action, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (!Members.Contains(member))
        {
            throw new ArgumentException($"{nameof(ILoraClient)} has no asynchronous member {member}.", nameof(member));
        }

        lock (_lock)
        {
            _steps.Add(new ScriptStep(member, action, times));
        }
    }

    /// <summary>Removes what the script has for a member: its next calls are answered at once. Calls that wait still wait for their release.</summary>
    /// <param name="member">The member, such as <c>nameof(ILoraClient.ListAsync)</c>.</param>
    public void Reset(string member)
    {
        lock (_lock)
        {
            _steps.RemoveAll(step => step.Member == member);
        }
    }

    /// <summary>Notifies all subscribers of a change, on the thread of the caller. The client itself raises those of its own calls.</summary>
    /// <param name="kind">The kind of change.</param>
    /// <param name="id">The id of the LoRA.</param>
    public void Notify(LoraChangeKind kind, LoraId id)
    {
        lock (_lock)
        {
            _raised.Add(new LoraChange(kind, id));
        }

        NotifyAll();
    }

    /// <summary>Records a call, runs its script and answers it.</summary>
    private async Task<T> CallAsync<T>(
        LoraOperation? operation, object?[] arguments, Func<T> answer, CancellationToken cancellationToken, [CallerMemberName] string member = "")
    {
        var call = new ScriptedCall(member, arguments);
        Func<ScriptedCall, CancellationToken, Task>? action;
        lock (_lock)
        {
            _calls.Add(call);
            action = Next(member);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (operation is { } needed && !Allowed.Contains(needed))
        {
            throw new LoraException(LoraErrorCodes.PermissionDenied, "You don't have permission to do this in this workspace. Ask your administrator for access.");
        }

        if (action is not null)
        {
            await action(call, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        lock (_lock)
        {
            return answer();
        }
    }

    private Func<ScriptedCall, CancellationToken, Task>? Next(string member)
    {
        var place = _steps.FindIndex(step => step.Member == member);
        if (place < 0)
        {
            return null;
        }

        var step = _steps[place];
        if (step.Times == 1)
        {
            _steps.RemoveAt(place);
        }
        else if (step.Times < int.MaxValue)
        {
            _steps[place] = step with { Times = step.Times - 1 };
        }

        return step.Action;
    }

    private void NotifyAll()
    {
        LoraChange[] changes;
        Subscription[] subscriptions;
        lock (_lock)
        {
            changes = [.. _raised];
            subscriptions = [.. _subscriptions];
            _raised.Clear();
        }

        foreach (var change in changes)
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Handler(change);
            }
        }
    }

    private sealed record ScriptStep(string Member, Func<ScriptedCall, CancellationToken, Task> Action, int Times);

    private sealed class Subscription(ScriptedLoraClient client, Action<LoraChange> handler) : IDisposable
    {
        public Action<LoraChange> Handler => handler;

        public void Dispose()
        {
            lock (client._lock)
            {
                client._subscriptions.Remove(this);
            }
        }
    }
}
