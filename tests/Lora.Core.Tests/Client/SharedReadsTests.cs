using Lora.Client;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Client;

public sealed class SharedReadsTests
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private static readonly LoraId First = LoraId.New(TimeProvider.System);
    private static readonly LoraId Second = LoraId.New(TimeProvider.System);

    private readonly FakeTimeProvider _time = new();
    private readonly SharedReads _reads;
    private int _count;

    public SharedReadsTests() => _reads = new SharedReads(_time);

    [Fact]
    public async Task Nothing_is_shared_without_a_change()
    {
        Assert.Equal(1, await ReadAsync("list"));
        Assert.Equal(2, await ReadAsync("list"));
    }

    [Fact]
    public async Task After_a_change_equal_reads_are_shared_until_the_next_change_or_the_end_of_their_lifetime()
    {
        Change(First);
        Assert.Equal(1, await ReadAsync("list"));
        Assert.Equal(1, await ReadAsync("list"));
        Assert.Equal(2, await ReadAsync("counts"));

        Change(First);
        Assert.Equal(3, await ReadAsync("list"));

        _time.Advance(SharedReads.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Equal(4, await ReadAsync("list"));

        _time.Advance(SharedReads.Following);
        Assert.Equal(5, await ReadAsync("list"));
        Assert.Equal(6, await ReadAsync("list"));
    }

    [Fact]
    public async Task Change_of_another_LoRA_keeps_what_was_read_of_this_one()
    {
        Change(First);
        Assert.Equal(1, await ReadAsync(First));

        Change(Second);
        Assert.Equal(1, await ReadAsync(First));

        Change(First);
        Assert.Equal(2, await ReadAsync(First));

        _reads.Forget(Workspace, new LoraChange(LoraChangeKind.Missed, default));
        Assert.Equal(3, await ReadAsync(First));
    }

    [Fact]
    public async Task Concurrent_changes_each_forget_their_LoRA()
    {
        using var start = new Barrier(2);
        var others = Enumerable.Range(0, 300).Select(static _ => LoraId.New(TimeProvider.System)).ToList();
        for (var round = 0; round < 300; round++)
        {
            Change(First);
            Change(Second);
            await Task.WhenAll(others.Select(id => ReadAsync(id)));
            var before = (First: await ReadAsync(First), Second: await ReadAsync(Second));

            await Task.WhenAll(Task.Run(() => ChangeTogether(First)), Task.Run(() => ChangeTogether(Second)));

            Assert.NotEqual(before.First, await ReadAsync(First));
            Assert.NotEqual(before.Second, await ReadAsync(Second));
        }

        void ChangeTogether(LoraId id)
        {
            start.SignalAndWait();
            Change(id);
        }
    }

    [Fact]
    public async Task Workspaces_share_nothing()
    {
        Change(First);
        _reads.Forget(new LoraWorkspaceId("bob"), new LoraChange(LoraChangeKind.Added, Second));

        Assert.Equal(1, await ReadAsync("list"));
        Assert.Equal(2, await _reads.ReadAsync(new LoraWorkspaceId("bob"), "list", _ => Task.FromResult(++_count), CancellationToken.None));
    }

    [Fact]
    public async Task Read_that_fails_is_repeated_and_one_caller_cannot_cancel_it_for_others()
    {
        Change(First);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _reads.ReadAsync<int>(Workspace, "list", _ => throw new InvalidOperationException("Not now."), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _reads.ReadAsync(Workspace, "list", _ => Task.FromException<int>(new InvalidOperationException("Not now.")), CancellationToken.None));
        Assert.Equal(1, await ReadAsync("list"));

        var slow = new TaskCompletionSource<int>();
        using var impatient = new CancellationTokenSource();
        var canceled = _reads.ReadAsync(Workspace, "slow", _ => slow.Task, impatient.Token);
        var patient = ReadAsync("slow");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        slow.SetResult(7);
        Assert.Equal(7, await patient);
    }

    private void Change(LoraId id) => _reads.Forget(Workspace, new LoraChange(LoraChangeKind.Updated, id));

    private Task<int> ReadAsync(object key) => _reads.ReadAsync(Workspace, key, _ => Task.FromResult(++_count), CancellationToken.None);
}
