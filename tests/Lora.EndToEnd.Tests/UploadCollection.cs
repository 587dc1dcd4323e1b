using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>Uploads that are interrupted, and what a person does meanwhile.</summary>
[CollectionDefinition(Name)]
public sealed class UploadCollection : ICollectionFixture<Studios>
{
    public const string Name = "Uploads";
}
