using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>Creates the bucket and checks that it exists.</summary>
internal sealed class S3Bucket(S3Connection connection)
{
    /// <summary>
    /// Throws if the bucket does not exist. Called after an object was not found: a response to HEAD has no body that says whether the object or the bucket is missing.
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
            // An access key that is limited to objects may not send HEAD for the bucket. The bucket exists, because the server looked for the object in it.
            return;
        }

        throw connection.Fail("HeadBucket", new S3Error(HttpStatusCode.NotFound, "NoSuchBucket"));
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Servers other than AWS often have no regions.
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
            // Another machine created it first.
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
