using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests;

/// <summary>Uploads through proxies that make requests fail.</summary>
[CollectionDefinition(Name)]
public sealed class NetworkCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Network";
}
