using System.Diagnostics.CodeAnalysis;
using FsCheck;
using FsCheck.Xunit;
using Lora.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Management.Limits;

[SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "Every task is awaited.")]
public sealed class BlockBufferTests
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly LoraWorkspaceId Ada = new("ada");

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData((5 * Mebibyte) + 3)]
    public async Task Bytes_are_kept_in_order_and_memory_grows_with_them(int size)
    {
        var budget = new SharedBudget(64L * Mebibyte, TimeSpan.FromSeconds(15), _time);
        var bytes = Toolkit.Bytes(size);
        using (var buffer = new BlockBuffer(budget, Ada))
        {
            Assert.Equal(size, await buffer.FillAsync(new MemoryStream(bytes), 16 * Mebibyte, CancellationToken.None));
            Assert.InRange(budget.Used, 0, (2 * size) + (64 * 1024));
            Assert.All(buffer.Blocks, block => Assert.InRange(block.Length, 0, Mebibyte));
            using var copy = new MemoryStream();
            await buffer.OpenRead().CopyToAsync(copy);
            Assert.Equal(bytes, copy.ToArray());
        }

        Assert.Equal(0, budget.Used);
    }

    [Property(MaxTest = 100)]
    public async Task Block_stream_supports_seeking(PositiveInt size, (byte Origin, int Offset, byte Count)[] reads)
    {
        var bytes = Toolkit.Bytes(size.Get * 1000);
        using var buffer = new BlockBuffer(new SharedBudget(256L * Mebibyte, TimeSpan.FromSeconds(15), _time), Ada);
        await buffer.FillAsync(new MemoryStream(bytes), bytes.Length, CancellationToken.None);
        await using var actual = buffer.OpenRead();
        using var expected = new MemoryStream(bytes);
        foreach (var (origin, offset, count) in reads)
        {
            var from = (SeekOrigin)(origin % 3);
            var target = Math.Abs(offset % (bytes.Length + 1L)) - (from == SeekOrigin.Begin ? 0 : from == SeekOrigin.End ? bytes.Length : expected.Position);
            Assert.Equal(expected.Seek(target, from), actual.Seek(target, from));
            var (one, other) = (new byte[count * 1000], new byte[count * 1000]);
            Assert.Equal(await expected.ReadAsync(one), await actual.ReadAsync(other));
            Assert.Equal(one, other);
            Assert.Equal(expected.Position, actual.Position);
        }
    }

    [Fact]
    public async Task Idle_sender_holds_one_small_block()
    {
        var budget = new SharedBudget(64L * Mebibyte, TimeSpan.FromSeconds(15), _time);
        using var cancel = new CancellationTokenSource();
        using var buffer = new BlockBuffer(budget, Ada);
        var silent = new SilentStream();

        var filling = buffer.FillAsync(silent, 16 * Mebibyte, cancel.Token);

        Assert.Equal(64 * 1024, budget.Used);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);
    }

    [Fact]
    public async Task Bytes_are_kept_when_memory_runs_out_and_reading_continues_later()
    {
        var budget = new SharedBudget(4L * Mebibyte, TimeSpan.FromSeconds(15), _time);
        Assert.True(budget.TryAcquire(Ada, Mebibyte));
        var bytes = Toolkit.Bytes(2 * Mebibyte - 5);
        using var content = new MemoryStream(bytes);
        using var buffer = new BlockBuffer(budget, Ada);

        var filling = buffer.FillAsync(content, bytes.Length, CancellationToken.None);
        Assert.False(filling.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(LoraErrorCodes.ServerBusy, (await Assert.ThrowsAsync<LoraException>(() => filling)).Code);
        budget.Release(Ada, Mebibyte);
        await buffer.FillAsync(content, bytes.Length - buffer.Length, CancellationToken.None);

        using var copy = new MemoryStream();
        await buffer.OpenRead().CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
    }

    /// <summary>An open connection that sends nothing.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
