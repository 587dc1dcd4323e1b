using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Conformance.Files;
using Lora.Conformance.Servers;
using Lora.Files;
using Lora.Files.S3;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>A bucket of its own on the real server, for the tests of one class. It is emptied and removed at the end.</summary>
public sealed class BucketHarness : FileStoreHarness
{
    private CephServer? _server;
    private ServiceProvider? _services;

    public string Bucket { get; } = $"lora-test-{Guid.NewGuid():N}";

    public CephServer Server => _server!;

    public override ILoraFileStore Store => _services!.GetRequiredService<ILoraFileStore>();

    public IMultipartFileStore Multipart => (IMultipartFileStore)Store;

    public override int SmallestPart => 5 * 1024 * 1024;

    public override int Cases => 30;

    public override async Task InitializeAsync()
    {
        _server = await CephServer.GetAsync();
        _services = Build(options => options.CreateBucket = true);
        foreach (var initializer in _services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }
    }

    public override async Task DisposeAsync()
    {
        if (_services is not null)
        {
            using var client = NewClient();
            await EmptyAsync(client);
            await client.DeleteBucketAsync(Bucket);
            await _services.DisposeAsync();
        }
    }

    /// <summary>Another store over the same bucket, set up in another way.</summary>
    public ServiceProvider Build(Action<LoraS3Options>? configure = null) => S3Services.Build(options =>
    {
        Configure(options);
        configure?.Invoke(options);
    });

    public AmazonS3Client NewClient() => new(
        new BasicAWSCredentials(Server.AccessKey, Server.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = Server.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    private void Configure(LoraS3Options options)
    {
        options.Bucket = Bucket;
        options.ServiceUrl = Server.Endpoint;
        options.AccessKey = Server.AccessKey;
        options.SecretKey = Server.SecretKey;
    }

    private async Task EmptyAsync(AmazonS3Client client)
    {
        var uploads = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket });
        foreach (var upload in uploads.MultipartUploads ?? [])
        {
            await client.AbortMultipartUploadAsync(Bucket, upload.Key, upload.UploadId);
        }

        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });
            foreach (var file in page.S3Objects ?? [])
            {
                await client.DeleteObjectAsync(Bucket, file.Key);
            }
        }
        while (page.IsTruncated == true);
    }
}
