using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Lora.Conformance.Servers;

namespace Lora.Journeys.Tests.BackEnds;

/// <summary>A new database on a PostgreSQL server, and a unique key prefix in a bucket of an S3 server.</summary>
public sealed class PostgresCeph : IBackEnd
{
    private CephServer? _ceph;
    private PostgresDatabase? _database;

    public string KeyPrefix { get; } = "journeys-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    public async Task StartAsync()
    {
        _ceph = await CephServer.GetAsync();
        _database = await PostgresServer.CreateDatabaseAsync();
    }

    public void Use(LoraBuilder lora) => lora.UsePostgreSql(_database!.ConnectionString).UseS3(options =>
    {
        options.Bucket = _ceph!.Bucket;
        options.ServiceUrl = _ceph.Endpoint;
        options.AccessKey = _ceph.AccessKey;
        options.SecretKey = _ceph.SecretKey;
    });

    public async ValueTask DisposeAsync()
    {
        if (_ceph is not null)
        {
            await EmptyAsync(_ceph);
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private async Task EmptyAsync(CephServer ceph)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials(ceph.AccessKey, ceph.SecretKey),
            new AmazonS3Config { ServiceURL = ceph.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await foreach (var stored in s3.Paginators.ListObjectsV2(new() { BucketName = ceph.Bucket, Prefix = KeyPrefix }).S3Objects)
        {
            await s3.DeleteObjectAsync(ceph.Bucket, stored.Key);
        }
    }
}
