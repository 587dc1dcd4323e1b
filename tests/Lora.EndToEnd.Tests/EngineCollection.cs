using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>The upload modules without components, and programs that use the API.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<Studios>
{
    public const string Name = "Engine";
}
