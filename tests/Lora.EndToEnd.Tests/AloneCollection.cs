using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests;

/// <summary>Tests that kill servers, cut networks or measure memory: they run alone, because they would disturb others and others would disturb them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Alone";
}
