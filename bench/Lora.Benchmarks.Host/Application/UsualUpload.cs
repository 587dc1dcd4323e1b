using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Transfer;
using Microsoft.AspNetCore.Http.Features;

namespace Lora.Benchmarks.Host.Application;

/// <summary>The upload of an application without the toolkit: the body of one request goes to the AWS SDK's TransferUtility with its default settings.</summary>
internal sealed class UsualUpload : IDisposable
{
    private readonly string _bucket;
    private readonly AmazonS3Client _client;
    private readonly TransferUtility _utility;

    public UsualUpload(IConfiguration settings)
    {
        _bucket = settings["Bucket"]!;
        var configuration = new AmazonS3Config { ServiceURL = settings["ServiceUrl"], ForcePathStyle = true, AuthenticationRegion = "us-east-1" };
        if (settings.GetValue<bool>("OldChecksums"))
        {
            // An old Ceph refuses what the SDK sends otherwise.
            configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        _client = new AmazonS3Client(new BasicAWSCredentials(settings["AccessKey"], settings["SecretKey"]), configuration);
        _utility = new TransferUtility(_client);
    }

    public Task TakeAsync(HttpContext context, string key)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        return _utility.UploadAsync(new TransferUtilityUploadRequest { BucketName = _bucket, Key = key, InputStream = context.Request.Body }, context.RequestAborted);
    }

    public Task RemoveAsync(string key) => _client.DeleteObjectAsync(_bucket, key);

    public void Dispose()
    {
        _utility.Dispose();
        _client.Dispose();
    }
}
