using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>The modules of uploads without a component, and programs that use the API.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<Studios>
{
    public const string Name = "Engine";
}
