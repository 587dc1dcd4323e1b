using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests;

/// <summary>Tests that kill servers, cut networks or measure memory: they run alone, because other tests would affect their results.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Alone";
}
