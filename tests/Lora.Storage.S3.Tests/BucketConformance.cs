using Lora.Conformance.Files;

namespace Lora.Storage.S3.Tests;

public sealed class BucketFileStoreTests(BucketHarness harness) : FileStoreConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketFileStoreFaultTests(BucketHarness harness) : FileStoreFaultConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketFileStoreGeneratedTests(BucketHarness harness) : FileStoreGeneratedConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartTests(BucketHarness harness) : MultipartConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartFaultTests(BucketHarness harness) : MultipartFaultConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartGeneratedTests(BucketHarness harness) : MultipartGeneratedConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketMultipartDigestTests(BucketHarness harness) : MultipartDigestConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketPartSigningTests(BucketHarness harness) : PartSigningConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketListingTests(BucketHarness harness) : ListingConformance(harness), IClassFixture<BucketHarness>;

public sealed class BucketPresigningTests(BucketHarness harness) : PresigningConformance(harness), IClassFixture<BucketHarness>;

[Collection(Alone.Name)]
public sealed class BucketMultipartMemoryTests(BucketHarness harness) : MultipartMemoryConformance(harness), IClassFixture<BucketHarness>;

/// <summary>Tests that measure the process, so they must not run in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
