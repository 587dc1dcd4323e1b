using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Transfer;
using Lora.Benchmarks.Servers;

namespace Lora.Benchmarks.Transfers;

/// <summary>The AWS SDK's TransferUtility with its default settings.</summary>
internal sealed class TransferUtilityClient : IDisposable
{
    private readonly S3Storage _storage;
    private readonly Payload _payload;
    private readonly AmazonS3Client _client;
    private readonly TransferUtility _utility;
    private string _key = "";

    public TransferUtilityClient(S3Storage storage, Payload payload)
    {
        (_storage, _payload) = (storage, payload);
        var configuration = new AmazonS3Config { ServiceURL = storage.Address, ForcePathStyle = true, AuthenticationRegion = "us-east-1" };
        if (!storage.IsNullSink)
        {
            // An old Ceph refuses what the SDK sends otherwise.
            configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        _client = new AmazonS3Client(new BasicAWSCredentials(storage.AccessKey, storage.SecretKey), configuration);
        _utility = new TransferUtility(_client);
    }

    public async Task SendAsync(bool canSeek)
    {
        _key = $"bench/{Guid.NewGuid():N}.safetensors";
        await using var stream = new PayloadStream(_payload, canSeek);
        await _utility.UploadAsync(new TransferUtilityUploadRequest { BucketName = _storage.Bucket, Key = _key, InputStream = stream });
    }

    public Task RemoveAsync() => _client.DeleteObjectAsync(_storage.Bucket, _key);

    public void Dispose()
    {
        _utility.Dispose();
        _client.Dispose();
    }
}
