using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>A bucket whose client requests small pages, so that a few objects fill several of them. A page has at most 1,000 objects otherwise.</summary>
public sealed class SmallPagesHarness : LoraFileStoreFixture
{
    private const int PageSize = 20;
    private readonly BucketHarness _bucket = new();
    private SmallPagesClient? _client;
    private ServiceProvider? _services;

    public override ILoraFileStore Store => _services!.GetRequiredService<ILoraFileStore>();

    public override int Many => (2 * PageSize) + 5;

    public override async Task InitializeAsync()
    {
        await _bucket.InitializeAsync();
        _client = new SmallPagesClient(_bucket.Credentials, _bucket.ClientConfiguration);
        _services = S3Services.Build(options =>
        {
            options.Bucket = _bucket.Bucket;
            options.Profile = BucketHarness.Profile;
            options.ClientFactory = _ => _client;
            options.Credentials = _bucket.Credentials;
        });
    }

    public override async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _client?.Dispose();
        await _bucket.DisposeAsync();
    }

    private sealed class SmallPagesClient(AWSCredentials credentials, AmazonS3Config configuration) : AmazonS3Client(credentials, configuration)
    {
        public override Task<ListObjectsV2Response> ListObjectsV2Async(ListObjectsV2Request request, CancellationToken cancellationToken = default)
        {
            request.MaxKeys = PageSize;
            return base.ListObjectsV2Async(request, cancellationToken);
        }

        public override Task<ListMultipartUploadsResponse> ListMultipartUploadsAsync(ListMultipartUploadsRequest request, CancellationToken cancellationToken = default)
        {
            request.MaxUploads = PageSize;
            return base.ListMultipartUploadsAsync(request, cancellationToken);
        }
    }
}
