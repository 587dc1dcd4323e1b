using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>What a browser does with a bucket, and the main job on PostgreSQL and Ceph.</summary>
[CollectionDefinition(Name)]
public sealed class StorageCollection : ICollectionFixture<Studios>
{
    public const string Name = "Storage";
}
