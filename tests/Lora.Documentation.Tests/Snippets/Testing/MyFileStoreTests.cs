// begin: testing-suites
using Lora.Storage;
using Lora.Testing;

// end

namespace Studio.Testing;

// begin: testing-suites
public sealed class MyFixture : LoraFileStoreFixture
{
    public override ILoraFileStore Store { get; } = new MyFileStore();

    public override int Cases => 20;   // of each test with generated cases
}

public sealed class MyFileStoreTests(MyFixture fixture) : LoraFileStoreConformance(fixture), IClassFixture<MyFixture>;

public sealed class MyFileStoreFailureTests(MyFixture fixture) : LoraFileStoreFailureConformance(fixture), IClassFixture<MyFixture>;
// end
