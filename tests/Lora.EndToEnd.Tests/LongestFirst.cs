using Lora.EndToEnd.Tests.Packages;
using Xunit.Abstractions;

[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("Lora.EndToEnd.Tests.LongestFirst", "Lora.EndToEnd.Tests")]

namespace Lora.EndToEnd.Tests;

/// <summary>Orders collections by duration, longest first, so that those that run in parallel end at about the same time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        StorageCollection.Name, UploadCollection.Name, NetworkCollection.Name, KillCollection.Name, LibraryCollection.Name, LargeCollection.Name, EngineCollection.Name,
        PackageCollection.Name,
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.IndexOf(Long, collection.DisplayName) is >= 0 and var place ? place : Long.Length);
}
