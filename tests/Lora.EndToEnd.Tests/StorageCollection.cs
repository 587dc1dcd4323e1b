using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>Direct transfers between browser and bucket, and the main journey on PostgreSQL and Ceph.</summary>
[CollectionDefinition(Name)]
public sealed class StorageCollection : ICollectionFixture<Studios>
{
    public const string Name = "Storage";
}
