using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Conformance.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>A new database on the PostgreSQL test server and a new bucket on the S3 test server.</summary>
internal sealed class PostgresCeph : BackEnd
{
    private readonly PostgresDatabase _database;
    private readonly CephServer _ceph;
    private readonly AmazonS3Client _storage;
    private readonly string _bucket;

    private PostgresCeph(PostgresDatabase database, CephServer ceph, AmazonS3Client storage, string bucket)
    {
        _database = database;
        _ceph = ceph;
        _storage = storage;
        _bucket = bucket;
    }

    public override BackEndKind Kind => BackEndKind.PostgresCeph;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Lora__Database"] = "postgresql",
        ["Lora__ConnectionString"] = _database.ConnectionString,
        ["Lora__Files"] = "s3",
        ["Lora__S3__Bucket"] = _bucket,
        ["Lora__S3__ServiceUrl"] = _ceph.Endpoint,
        ["Lora__S3__Region"] = "us-east-1",
        ["Lora__S3__AccessKey"] = _ceph.AccessKey,
        ["Lora__S3__SecretKey"] = _ceph.SecretKey,
        ["Lora__S3__CreateBucket"] = "true",
        ["Lora__S3__Profile"] = Profile,
    };

    /// <summary>The name of the S3 profile. <c>eng/test-s3-modern.sh</c> sets it for its own server.</summary>
    private static string Profile => Environment.GetEnvironmentVariable("LORA_TEST_S3_PROFILE") is { Length: > 0 } name ? name : nameof(LoraS3Profile.Auto);

    /// <summary>The endpoint of the storage server.</summary>
    public Uri Server => new(_ceph.Endpoint);

    /// <summary>The URL of the bucket, as browsers use it.</summary>
    public string Address => $"{_ceph.Endpoint.TrimEnd('/')}/{_bucket}";

    protected override string SelectRecords => "SELECT storage_key, size, state FROM lora.records";

    protected override string SelectUploads => "SELECT storage_key, size, state FROM lora.uploads";

    public static async Task<PostgresCeph> CreateAsync()
    {
        var ceph = await CephServer.GetAsync();
        var storage = new AmazonS3Client(new BasicAWSCredentials(ceph.AccessKey, ceph.SecretKey), new AmazonS3Config
        {
            ServiceURL = ceph.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
        return new PostgresCeph(await PostgresServer.CreateDatabaseAsync(), ceph, storage, $"lora-end-to-end-{Guid.NewGuid():N}");
    }

    /// <summary>Allows uploads from an origin (CORS) to the bucket, which the application has created, as a host does it.</summary>
    public async Task AllowOriginAsync(Uri origin)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseS3(options =>
        {
            options.Bucket = _bucket;
            options.ServiceUrl = _ceph.Endpoint;
            options.Region = "us-east-1";
            options.AccessKey = _ceph.AccessKey;
            options.SecretKey = _ceph.SecretKey;
            options.Profile = Enum.Parse<LoraS3Profile>(Profile);
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<LoraS3Bucket>().EnsureCorsAsync(origin.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Removes the CORS configuration of the bucket, so that pages can't upload to it.</summary>
    public Task RemoveCorsAsync() => _storage.DeleteCORSConfigurationAsync(_bucket);

    public override async ValueTask DisposeAsync()
    {
        await RemoveBucketAsync();
        _storage.Dispose();
        await _database.DisposeAsync();
    }

    protected override async Task<Stream> OpenAsync(string key) => (await _storage.GetObjectAsync(_bucket, key)).ResponseStream;

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    protected override async Task<IReadOnlyDictionary<string, long>> ListObjectsAsync()
    {
        var objects = new Dictionary<string, long>();
        await foreach (var item in _storage.Paginators.ListObjectsV2(new() { BucketName = _bucket }).S3Objects)
        {
            objects[item.Key] = item.Size ?? 0;
        }

        return objects;
    }

    protected override async Task<IReadOnlyList<string>> ListUnfinishedAsync()
    {
        var uploads = new List<string>();
        await foreach (var upload in _storage.Paginators.ListMultipartUploads(new() { BucketName = _bucket }).Uploads)
        {
            uploads.Add($"{upload.Key} ({upload.UploadId})");
        }

        return uploads;
    }

    private async Task RemoveBucketAsync()
    {
        try
        {
            await foreach (var upload in _storage.Paginators.ListMultipartUploads(new() { BucketName = _bucket }).Uploads)
            {
                await _storage.AbortMultipartUploadAsync(_bucket, upload.Key, upload.UploadId);
            }

            foreach (var key in (await ListObjectsAsync()).Keys)
            {
                await _storage.DeleteObjectAsync(_bucket, key);
            }

            await _storage.DeleteBucketAsync(_bucket);
        }
        catch (NoSuchBucketException)
        {
            // The application was not started, so it has not created the bucket.
        }
    }
}
