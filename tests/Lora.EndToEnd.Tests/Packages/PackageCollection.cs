namespace Lora.EndToEnd.Tests.Packages;

/// <summary>All tests share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    internal const string Name = "packages";
}
