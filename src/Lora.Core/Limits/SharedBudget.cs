namespace Lora.Limits;

/// <summary>
/// An amount of bytes or places that the workspaces of one process share. A workspace gets more only if it then holds no more than what is left.
/// A single workspace therefore holds at most half, two workspaces hold at most a third each, and there is always something left for a workspace that holds nothing.
/// Waiting requests are served in order.
/// </summary>
/// <remarks>
/// Owners that acquire amounts step by step could each hold some of their workspace's share and wait for the rest. Therefore a part of the share is reserved for one of them: the
/// first that has to wait, until it releases what it holds. Many workspaces could still each hold a little and wait for one another. The owner that has waited longest in the
/// process may therefore acquire what is left, up to half of the total for its workspace, and waits twice as long as the others: when they time out, it gets what they release.
/// </remarks>
/// <param name="total">The total amount.</param>
/// <param name="patience">How long a request waits.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedBudget(long total, TimeSpan patience, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LoraWorkspaceId, Account> _accounts = [];
    private readonly LinkedList<Waiter> _waiters = new();
    private long _used;
    /// <summary>The owner that has waited longest; <see langword="null"/> if no owner that acquires amounts step by step is waiting.</summary>
    private object? _eldest;

    /// <summary>Whether another owner has waited at the same time as the eldest.</summary>
    private bool _isContended;

    public long Total => total;

    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    public long HeldBy(LoraWorkspaceId workspace)
    {
        lock (_lock)
        {
            return _accounts.GetValueOrDefault(workspace)?.Held ?? 0;
        }
    }

    /// <summary>Acquires an amount if it is available now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or zero, or exceeds the share of a single workspace.</exception>
    public bool TryAcquire(LoraWorkspaceId workspace, long amount)
    {
        CheckAmount(amount);
        lock (_lock)
        {
            return TryTake(workspace, amount, owner: null);
        }
    }

    /// <summary>Acquires an amount, and waits if it is not available yet.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="owner">The owner that acquires amounts step by step; <see langword="null"/> for a single amount.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns><see langword="true"/> if the amount was acquired; <see langword="false"/> if it did not become available in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or zero, or exceeds the share of a single workspace.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled. Nothing was acquired.</exception>
    public ValueTask<bool> AcquireAsync(LoraWorkspaceId workspace, long amount, object? owner, CancellationToken cancellationToken)
    {
        CheckAmount(amount);
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            if (TryTake(workspace, amount, owner))
            {
                return ValueTask.FromResult(true);
            }

            waiter = new Waiter(workspace, amount, owner);
            waiter.Place = _waiters.AddLast(waiter);
            AccountOf(workspace).Waiting++;
            ServeWaiters();
            _isContended |= owner is not null && owner != _eldest;
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Releases an amount, and serves waiting requests.</summary>
    public void Release(LoraWorkspaceId workspace, long amount, object? owner = null)
    {
        lock (_lock)
        {
            var account = AccountOf(workspace);
            account.Held -= amount;
            account.First = account.First == owner ? null : account.First;
            Forget(owner);
            _used -= amount;
            RemoveIfIdle(workspace, account);
            ServeWaiters();
        }
    }

    private async ValueTask<bool> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        var mayExtend = true;
        while (true)
        {
            try
            {
                await waiter.Served.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (TimeoutException) when (mayExtend && IsEldest(waiter))
            {
                // The others time out at about this time and release what this waiter needs.
                mayExtend = false;
            }
            catch (TimeoutException)
            {
                return !TryLeave(waiter);
            }
            catch (OperationCanceledException)
            {
                if (!TryLeave(waiter))
                {
                    Release(waiter.Workspace, waiter.Amount, waiter.Owner);
                }

                throw;
            }
        }
    }

    /// <summary>Returns whether the waiter belongs to the owner that has waited longest while others wait too.</summary>
    private bool IsEldest(Waiter waiter)
    {
        lock (_lock)
        {
            return _isContended && waiter.Owner is not null && waiter.Owner == _eldest && waiter.Place is not null;
        }
    }

    /// <summary>Stops waiting; returns <see langword="false"/> if the request was served in the meantime.</summary>
    private bool TryLeave(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Place is null)
            {
                return false;
            }

            Remove(waiter);
            Forget(waiter.Owner);
            RemoveIfIdle(waiter.Workspace, AccountOf(waiter.Workspace));
            // A smaller request of the same workspace may have been queued behind this one.
            ServeWaiters();
            return true;
        }
    }

    private void Forget(object? owner)
    {
        if (owner is not null && _eldest == owner)
        {
            (_eldest, _isContended) = (null, _waiters.Count > 1);
        }
    }

    private void ServeWaiters()
    {
        _eldest ??= _waiters.FirstOrDefault(static waiter => waiter.Owner is not null)?.Owner;
        HashSet<LoraWorkspaceId>? blocked = null;
        for (var (node, next) = (_waiters.First, _waiters.First?.Next); node is not null && _used < total; (node, next) = (next, next?.Next))
        {
            var waiter = node.Value;
            var account = AccountOf(waiter.Workspace);
            var isEldest = _eldest is not null && _eldest == waiter.Owner;
            var isFirst = isEldest || (account.First is not null && account.First == waiter.Owner);
            if (!isFirst && blocked?.Contains(waiter.Workspace) == true)
            {
                continue;
            }

            if ((isEldest && _used + waiter.Amount <= total && account.Held + waiter.Amount <= total / 2) || Fits(account, waiter.Amount, wholeShare: isFirst || account.First is null || waiter.Owner is null))
            {
                Remove(waiter);
                account.Held += waiter.Amount;
                account.First ??= waiter.Owner;
                _used += waiter.Amount;
                waiter.Served.SetResult();
            }
            else
            {
                (blocked ??= []).Add(waiter.Workspace);
            }
        }
    }

    private void Remove(Waiter waiter)
    {
        _waiters.Remove(waiter.Place!);
        waiter.Place = null;
        AccountOf(waiter.Workspace).Waiting--;
    }

    private bool TryTake(LoraWorkspaceId workspace, long amount, object? owner)
    {
        var account = AccountOf(workspace);
        var fits = account.Waiting == 0 && Fits(account, amount, owner is null || account.First == owner);
        if (fits)
        {
            account.Held += amount;
            _used += amount;
        }

        RemoveIfIdle(workspace, account);
        return fits;
    }

    private bool Fits(Account account, long amount, bool wholeShare)
    {
        var left = total - _used - amount;
        return account.Held == 0 ? left >= 0 : account.Held + amount <= (wholeShare ? left : left / 2);
    }

    private Account AccountOf(LoraWorkspaceId workspace)
    {
        if (!_accounts.TryGetValue(workspace, out var account))
        {
            _accounts[workspace] = account = new Account();
        }

        return account;
    }

    private void RemoveIfIdle(LoraWorkspaceId workspace, Account account)
    {
        if (account is { Held: 0, Waiting: 0 })
        {
            _accounts.Remove(workspace);
        }
    }

    private void CheckAmount(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, total / 2);
    }

    private sealed class Account
    {
        public long Held { get; set; }

        public int Waiting { get; set; }

        /// <summary>The owner that may use the whole share.</summary>
        public object? First { get; set; }
    }

    private sealed class Waiter(LoraWorkspaceId workspace, long amount, object? owner)
    {
        public object? Owner => owner;

        public LoraWorkspaceId Workspace => workspace;

        public long Amount => amount;

        public TaskCompletionSource Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The node in the queue; <see langword="null"/> after it was removed.</summary>
        public LinkedListNode<Waiter>? Place { get; set; }
    }
}
