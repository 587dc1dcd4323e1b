using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>Tells what is in the bucket, page by page.</summary>
internal sealed class S3Listing(S3Connection connection)
{
    /// <summary>Where RunPod keeps the parts of uploads: files of the volume like all others.</summary>
    private const string HiddenFolder = ".s3compat_uploads/";

    public async IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = connection.Bucket, Prefix = prefix };
        while (true)
        {
            var page = await connection.CallAsync("ListObjectsV2", (client, token) => client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var file in (page.S3Objects ?? []).Where(static file => IsFile(file.Key)))
            {
                yield return new LoraStoredFile(file.Key, file.Size ?? 0, TimeOf(file.LastModified));
            }

            if (page.IsTruncated != true)
            {
                yield break;
            }

            request.ContinuationToken = string.Equals(page.NextContinuationToken, request.ContinuationToken, StringComparison.Ordinal)
                ? throw Stuck()
                : page.NextContinuationToken;
        }
    }

    /// <summary>Tells the uploads whose key begins with a prefix.</summary>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="isKey">Whether it is a whole key, which every server finds.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async IAsyncEnumerable<LoraStoredUpload> ListUploadsAsync(string prefix, bool isKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest
        {
            BucketName = connection.Bucket,
            Prefix = isKey || connection.Profile.ListsUploadsByFolder ? prefix : null,
        };
        while (true)
        {
            var page = await connection.CallAsync(
                "ListMultipartUploads", (client, token) => client.ListMultipartUploadsAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var upload in (page.MultipartUploads ?? []).Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                yield return new LoraStoredUpload(upload.Key, upload.UploadId, TimeOf(upload.Initiated));
            }

            if (page.IsTruncated != true)
            {
                yield break;
            }

            if (string.Equals(page.NextKeyMarker, request.KeyMarker, StringComparison.Ordinal)
                && string.Equals(page.NextUploadIdMarker, request.UploadIdMarker, StringComparison.Ordinal))
            {
                throw Stuck();
            }

            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        }
    }

    /// <summary>Folders are told as objects too, by some servers and by what consoles make; so are keys that this toolkit cannot mean.</summary>
    private static bool IsFile(string key) => S3Keys.IsKey(key) && !key.StartsWith(HiddenFolder, StringComparison.Ordinal);

    private static DateTimeOffset TimeOf(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.UnixEpoch;

    /// <summary>RunPod tells the same page again while it computes what it has to tell of files that came in by other ways.</summary>
    private LoraStorageException Stuck() =>
        new(LoraErrorCodes.StorageUnavailable, $"The file storage ({connection.Profile.Name}) cannot tell all that it holds yet. Try again in some minutes.", isTransient: true);
}
