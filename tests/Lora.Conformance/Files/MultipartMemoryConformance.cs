using Lora.Storage;
using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Conformance.Files;

/// <summary>
/// Parts are streamed, not buffered. The test measures the allocations of the whole process, so derived classes must not run in parallel with others.
/// </summary>
public abstract class MultipartMemoryConformance(LoraFileStoreFixture fixture)
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Upload_of_256_MiB_allocates_less_than_16_MiB()
    {
        var store = (IMultipartFileStore)fixture.Store;
        var plan = new LoraPartPlan(256 * Mebibyte, 16 * Mebibyte);
        var key = LoraFileStoreFixture.NewKey();
        var name = await store.BeginAsync(key, plan);
        // The first part allocates connections and pooled buffers.
        await store.PutPartAsync(key, name, plan, 1, new Zeros(plan.SizeOf(1)));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        for (var number = 1; number <= plan.Count; number++)
        {
            await store.PutPartAsync(key, name, plan, number, new Zeros(plan.SizeOf(number)));
        }

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        await store.AbortAsync(key, name);
        Assert.True(allocated < 16 * Mebibyte, $"{allocated / Mebibyte} MiB were allocated for 256 MiB of parts.");
    }

    private sealed class Zeros(long length) : ForwardOnlyStream
    {
        private long _rest = length;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _rest);
            buffer[..count].Clear();
            _rest -= count;
            return count;
        }
    }
}
