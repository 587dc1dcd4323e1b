using Lora.Fuzzing;

namespace Lora.Inspection.Tests.Fuzzing;

public sealed class FuzzTests
{
    [Fact]
    public void Mutated_files_never_throw_hang_or_take_much_memory()
    {
        var run = new FuzzRun(seed: 20, count: 20_000, limit: TimeSpan.FromMinutes(5));

        Assert.Empty(run.Describe(threads: 2));
        Assert.Equal(20_000, run.Cases);
    }
}
