using Lora.EndToEnd.Tests.Browser;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Lora.EndToEnd.Tests;

/// <summary>All tests share one browser and run one after the other: they measure, kill and wait, and must not disturb each other.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection : ICollectionFixture<Chromium>
{
    public const string Name = "End to end";
}
