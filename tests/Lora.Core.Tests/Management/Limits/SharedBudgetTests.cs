using FsCheck.Xunit;
using Lora.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Management.Limits;

public sealed class SharedBudgetTests
{
    private const long Total = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly LoraWorkspaceId Ada = new("ada");
    private static readonly LoraWorkspaceId Bob = new("bob");
    private static readonly LoraWorkspaceId Eve = new("eve");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task One_of_many_workspaces_that_acquire_stepwise_always_finishes()
    {
        const int Workspaces = 40;
        const int Each = 20;
        var (waiting, ended) = (0, 0);
        var budget = new SharedBudget(Total, Patience, _time);
        var all = Task.WhenAll(Enumerable.Range(0, Workspaces).Select(async index =>
        {
            var (workspace, owner) = (new LoraWorkspaceId($"w{index}"), new object());
            var taken = 0;
            while (taken < Each && await AcquireAsync(workspace, owner))
            {
                taken++;
                await Task.Yield();
            }

            for (var left = taken; left > 0; left--)
            {
                budget.Release(workspace, 1, owner);
            }

            Interlocked.Increment(ref ended);
            return taken == Each;
        }));
        while (!all.IsCompleted)
        {
            await Task.Yield();
            if (Volatile.Read(ref waiting) + Volatile.Read(ref ended) == Workspaces)
            {
                _time.Advance(Patience);
            }
        }

        Assert.Contains(true, await all);
        Assert.Equal(0, budget.Used);

        async Task<bool> AcquireAsync(LoraWorkspaceId workspace, object owner)
        {
            var acquired = budget.AcquireAsync(workspace, 1, owner, CancellationToken.None);
            if (acquired.IsCompleted)
            {
                return await acquired;
            }

            Interlocked.Increment(ref waiting);
            var result = await acquired;
            Interlocked.Decrement(ref waiting);
            return result;
        }
    }

    [Property(MaxTest = 500)]
    public void Budget_is_never_exceeded_and_completely_released((byte Kind, byte Who, byte Amount)[] steps)
    {
        var budget = new SharedBudget(Total, Patience, _time);
        var held = new Dictionary<LoraWorkspaceId, Queue<long>>();
        var waiting = new List<(LoraWorkspaceId Workspace, long Amount, Task<bool> Task, CancellationTokenSource Cancel)>();
        LoraWorkspaceId[] all = [Ada, Bob, Eve];
        foreach (var (kind, who, size) in steps)
        {
            var workspace = all[who % all.Length];
            var amount = 1 + (size % (Total / 2));
            switch (kind % 5)
            {
                case 0 when budget.TryAcquire(workspace, amount):
                    Keep(workspace, amount);
                    break;
                case 1 or 2:
                    var cancel = new CancellationTokenSource();
                    waiting.Add((workspace, amount, budget.AcquireAsync(workspace, amount, kind % 5 == 1 ? null : workspace, cancel.Token).AsTask(), cancel));
                    break;
                case 3 when held.GetValueOrDefault(workspace) is { Count: > 0 } mine:
                    budget.Release(workspace, mine.Dequeue());
                    break;
                case 4 when waiting.Count > 0:
                    waiting[size % waiting.Count].Cancel.Cancel();
                    break;
            }

            CollectServed();
            Check();
        }

        _time.Advance(Patience);
        while (waiting.Count > 0 || held.Values.Any(mine => mine.Count > 0))
        {
            CollectServed();
            foreach (var (workspace, mine) in held)
            {
                while (mine.TryDequeue(out var amount))
                {
                    budget.Release(workspace, amount);
                }
            }
        }

        Assert.Equal(0, budget.Used);
        Assert.All(all, workspace => Assert.Equal(0, budget.HeldBy(workspace)));

        void Keep(LoraWorkspaceId workspace, long amount)
        {
            held.TryAdd(workspace, []);
            held[workspace].Enqueue(amount);
        }

        void CollectServed()
        {
            foreach (var item in waiting.Where(item => item.Task.IsCompleted).ToList())
            {
                waiting.Remove(item);
                item.Cancel.Dispose();
                if (item.Task is { IsCompletedSuccessfully: true, Result: true })
                {
                    Keep(item.Workspace, item.Amount);
                }
            }
        }

        void Check()
        {
            Assert.InRange(budget.Used, 0, Total);
            Assert.Equal(budget.Used, all.Sum(budget.HeldBy));
            Assert.All(all, workspace => Assert.InRange(budget.HeldBy(workspace), 0, Total / 2));
        }
    }

    [Fact]
    public void One_workspace_gets_half_and_others_still_get_a_share()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        Assert.Equal(50, TakeAll(budget, Ada));
        Assert.Equal(25, TakeAll(budget, Bob));
        Assert.InRange(TakeAll(budget, Eve), 1, 25);
    }

    [Fact]
    public async Task Waiting_requests_are_served_in_order()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        Assert.True(budget.TryAcquire(Ada, 50));
        var large = budget.AcquireAsync(Ada, 40, owner: null, CancellationToken.None).AsTask();
        var small = budget.AcquireAsync(Ada, 1, owner: null, CancellationToken.None).AsTask();
        Assert.False(budget.TryAcquire(Ada, 1));
        Assert.True(budget.TryAcquire(Bob, 10));

        budget.Release(Ada, 20);
        Assert.False(large.IsCompleted || small.IsCompleted);
        budget.Release(Ada, 30);

        Assert.True(await large);
        Assert.True(await small);
        Assert.Equal(41, budget.HeldBy(Ada));
    }

    [Fact]
    public async Task Rest_of_the_share_is_reserved_for_the_first_owner_that_waits()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        object[] owners = [new(), new(), new()];
        var held = owners.ToDictionary(owner => owner, _ => 0);
        var stuck = new Dictionary<object, Task<bool>>();
        while (stuck.Count < owners.Length)
        {
            foreach (var owner in owners.Except(stuck.Keys).ToList())
            {
                var request = budget.AcquireAsync(Ada, 1, owner, CancellationToken.None).AsTask();
                if (request.IsCompleted)
                {
                    held[owner]++;
                }
                else
                {
                    stuck.Add(owner, request);
                }
            }
        }

        // Together with the first owner, the others stopped at a third of the total; the rest of the half was reserved for the first owner.
        Assert.Equal(Total / 2, budget.HeldBy(Ada));
        var first = held.MaxBy(item => item.Value);
        Assert.InRange(first.Value - held.Values.Min(), (Total / 6) - 1, (Total / 6) + 2);

        budget.Release(Ada, first.Value, first.Key);
        Assert.All(await Task.WhenAll(stuck.Values), Assert.True);
    }

    [Fact]
    public async Task Request_times_out_and_the_next_one_is_served()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        Assert.True(budget.TryAcquire(Ada, 49));
        var large = budget.AcquireAsync(Ada, 50, owner: null, CancellationToken.None).AsTask();
        _time.Advance(Patience / 2);
        var small = budget.AcquireAsync(Ada, 1, owner: null, CancellationToken.None).AsTask();
        Assert.False(small.IsCompleted);

        _time.Advance(Patience / 2);

        Assert.False(await large);
        Assert.True(await small);
        Assert.Equal(50, budget.Used);
    }

    [Fact]
    public async Task Canceled_request_acquires_nothing()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        Assert.True(budget.TryAcquire(Ada, 50));
        using var cancel = new CancellationTokenSource();
        var waiting = budget.AcquireAsync(Ada, 10, owner: null, cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        budget.Release(Ada, 50);
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Amount_above_the_share_of_a_workspace_throws()
    {
        var budget = new SharedBudget(Total, Patience, _time);
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.TryAcquire(Ada, (Total / 2) + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.TryAcquire(Ada, 0));
    }

    private static long TakeAll(SharedBudget budget, LoraWorkspaceId workspace)
    {
        while (budget.TryAcquire(workspace, 1))
        {
        }

        return budget.HeldBy(workspace);
    }
}
