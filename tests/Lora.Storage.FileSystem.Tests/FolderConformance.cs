using Lora.Conformance.Files;

namespace Lora.Storage.FileSystem.Tests;

public sealed class FolderFileStoreTests(FolderHarness harness) : FileStoreConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderFileStoreFaultTests(FolderHarness harness) : FileStoreFaultConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderFileStoreGeneratedTests(FolderHarness harness) : FileStoreGeneratedConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartTests(FolderHarness harness) : MultipartConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartFaultTests(FolderHarness harness) : MultipartFaultConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartDigestTests(FolderHarness harness) : MultipartDigestConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderListingTests(FolderHarness harness) : ListingConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartGeneratedTests(FolderHarness harness) : MultipartGeneratedConformance(harness), IClassFixture<FolderHarness>;

[Collection(Alone.Name)]
public sealed class FolderMultipartMemoryTests(FolderHarness harness) : MultipartMemoryConformance(harness), IClassFixture<FolderHarness>;

/// <summary>Tests that measure the process, so they must not run in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
