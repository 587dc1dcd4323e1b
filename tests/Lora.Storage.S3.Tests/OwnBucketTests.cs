namespace Lora.Storage.S3.Tests;

/// <summary>Tests that change the settings of a bucket, and so have one of their own each.</summary>
public abstract class OwnBucketTests : IAsyncLifetime
{
    public BucketHarness Harness { get; } = new();

    public Task InitializeAsync() => Harness.InitializeAsync();

    public Task DisposeAsync() => Harness.DisposeAsync();
}
