using Lora.Conformance.Files;
using Lora.Testing;

namespace Lora.Storage.S3.Tests;

public sealed class BucketFileStoreTests(BucketHarness harness) : LoraFileStoreConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketFileStoreFailureTests(BucketHarness harness) : LoraFileStoreFailureConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketFileStoreGeneratedTests(BucketHarness harness) : FileStoreGeneratedConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartTests(BucketHarness harness) : MultipartFileStoreConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartFailureTests(BucketHarness harness) : MultipartFileStoreFailureConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketPartSigningTests(BucketHarness harness) : PartSigningConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketListingTests(SmallPagesHarness harness) : ListingFileStoreConformance(harness), IClassFixture<SmallPagesHarness>;

public sealed class BucketPresigningTests(BucketHarness harness) : PresigningConformance(harness), IClassFixture<BucketHarness>;

[Collection(Alone.Name)]
public sealed class BucketMultipartMemoryTests(BucketHarness harness) : MultipartMemoryConformance(harness), IClassFixture<BucketHarness>;

/// <summary>Tests that measure the process, so they must not run in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
