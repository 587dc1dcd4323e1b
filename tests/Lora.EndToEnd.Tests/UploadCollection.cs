using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests;

/// <summary>Interrupted uploads, and user actions during uploads.</summary>
[CollectionDefinition(Name)]
public sealed class UploadCollection : ICollectionFixture<Studios>
{
    public const string Name = "Uploads";
}
