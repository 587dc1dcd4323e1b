using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>The library and the forms. Its tests share running studios, so they run one after the other, in parallel with one other collection.</summary>
[CollectionDefinition(Name)]
public sealed class LibraryCollection : ICollectionFixture<Studios>
{
    public const string Name = "Library";
}
