namespace Lora.Storage.S3.Tests;

/// <summary>Tests that change the configuration of a bucket, so each uses its own.</summary>
public abstract class OwnBucketTests : IAsyncLifetime
{
    public BucketHarness Harness { get; } = new();

    public Task InitializeAsync() => Harness.InitializeAsync();

    public Task DisposeAsync() => Harness.DisposeAsync();
}
