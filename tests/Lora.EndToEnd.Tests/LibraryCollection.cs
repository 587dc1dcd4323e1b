using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>The library and the forms. Its tests share running studios and run one after the other, beside those of one other collection.</summary>
[CollectionDefinition(Name)]
public sealed class LibraryCollection : ICollectionFixture<Studios>
{
    public const string Name = "Library";
}
