using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>The bucket itself.</summary>
internal sealed class S3Bucket(S3Connection connection)
{
    /// <summary>
    /// Makes sure that an object which was not found is absent, rather than its whole bucket: the answer to HEAD has no body to say which.
    /// </summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ExistsAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (LoraStorageException exception) when (exception.Code == LoraErrorCodes.StorageRefused)
        {
            // Keys that may use objects only cannot ask for the bucket. It is there: it was searched.
            return;
        }

        throw connection.Fail("HeadBucket", new S3Fault(HttpStatusCode.NotFound, "NoSuchBucket"));
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Servers other than AWS often know no regions.
        var request = new PutBucketRequest { BucketName = connection.Bucket, UseClientRegion = connection.Client.Config.ServiceURL is null };
        await connection.CallAsync("CreateBucket", (client, token) => PutAsync(client, request, token), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> PutAsync(IAmazonS3 client, PutBucketRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutBucketAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another machine was faster.
            return false;
        }
    }

    private Task<bool> ExistsAsync(CancellationToken cancellationToken) => connection.CallAsync("HeadBucket", HeadAsync, cancellationToken);

    private async Task<bool> HeadAsync(IAmazonS3 client, CancellationToken cancellationToken)
    {
        try
        {
            await client.HeadBucketAsync(new HeadBucketRequest { BucketName = connection.Bucket }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
