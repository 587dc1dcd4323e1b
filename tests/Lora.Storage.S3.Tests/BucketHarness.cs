using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Conformance.Servers;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>A bucket on the real server for the tests of one class. It is emptied and deleted at the end.</summary>
public sealed class BucketHarness : LoraFileStoreFixture
{
    private CephServer? _server;
    private ServiceProvider? _services;

    public string Bucket { get; } = $"lora-test-{Guid.NewGuid():N}";

    public CephServer Server => _server!;

    public override ILoraFileStore Store => _services!.GetRequiredService<ILoraFileStore>();

    public IPartSigningFileStore Multipart => (IPartSigningFileStore)Store;

    /// <summary>A client to set up and query the bucket.</summary>
    public LoraS3Bucket Administration => _services!.GetRequiredService<LoraS3Bucket>();

    /// <summary>
    /// The profile of the server: <see cref="LoraS3Profile.Compatible"/>, unless the environment variable <c>LORA_TEST_S3_PROFILE</c> specifies another.
    /// </summary>
    public static LoraS3Profile Profile { get; } =
        Enum.Parse<LoraS3Profile>(Environment.GetEnvironmentVariable("LORA_TEST_S3_PROFILE") is { Length: > 0 } name ? name : nameof(LoraS3Profile.Auto));

    /// <summary>Whether the server stores the digests of parts and returns one for the whole object.</summary>
    public static bool KeepsDigests => Profile is LoraS3Profile.Modern or LoraS3Profile.Aws;

    public override int Cases => 30;

    public AWSCredentials Credentials => new BasicAWSCredentials(Server.AccessKey, Server.SecretKey);

    public AmazonS3Config ClientConfiguration => new()
    {
        ServiceURL = Server.Endpoint,
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    };

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

    /// <summary>Creates another store on the same bucket, with other options.</summary>
    public ServiceProvider Build(Action<LoraS3Options>? configure = null, Action<LoraManagementOptions>? manage = null) => S3Services.Build(
        options =>
        {
            Configure(options);
            configure?.Invoke(options);
        },
        manage: manage);

    public AmazonS3Client NewClient() => new(Credentials, ClientConfiguration);

    public void Configure(LoraS3Options options)
    {
        options.Bucket = Bucket;
        options.ServiceUrl = Server.Endpoint;
        options.AccessKey = Server.AccessKey;
        options.SecretKey = Server.SecretKey;
        options.Profile = Profile;
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
