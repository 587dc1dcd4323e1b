using Lora.Conformance.Files;
using Lora.Testing;

namespace Lora.Storage.FileSystem.Tests;

public sealed class FolderFileStoreTests(FolderHarness harness) : LoraFileStoreConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderFileStoreFailureTests(FolderHarness harness) : LoraFileStoreFailureConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderFileStoreGeneratedTests(FolderHarness harness) : FileStoreGeneratedConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartTests(FolderHarness harness) : MultipartFileStoreConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderMultipartFailureTests(FolderHarness harness) : MultipartFileStoreFailureConformance(harness), IClassFixture<FolderHarness>;

public sealed class FolderListingTests(FolderHarness harness) : ListingFileStoreConformance(harness), IClassFixture<FolderHarness>;

[Collection(Alone.Name)]
public sealed class FolderMultipartMemoryTests(FolderHarness harness) : MultipartMemoryConformance(harness), IClassFixture<FolderHarness>;

/// <summary>Tests that measure the process, so they must not run in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
