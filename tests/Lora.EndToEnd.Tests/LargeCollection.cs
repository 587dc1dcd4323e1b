using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests;

/// <summary>Large files. The tests measure the memory of servers of their own, so other tests may run in parallel.</summary>
[CollectionDefinition(Name)]
public sealed class LargeCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Large files";
}
