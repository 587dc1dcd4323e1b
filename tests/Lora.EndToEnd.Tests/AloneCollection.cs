using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests;

/// <summary>Tests that stop the S3 server that all tests share, or measure memory. They run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Alone";
}
