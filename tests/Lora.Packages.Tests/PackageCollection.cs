namespace Lora.Packages.Tests;

/// <summary>All tests share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedRepository>
{
    internal const string Name = "Packages";

    public static TheoryData<string> Ids => [.. Repository.Projects.Select(static project => Path.GetFileNameWithoutExtension(project))];

    public static TheoryData<string> LibraryIds => [.. Repository.Projects.Select(static project => Path.GetFileNameWithoutExtension(project)).Where(static id => id != "Lora.Tool")];
}
