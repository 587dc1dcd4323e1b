using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>Lists the objects and uploads in the bucket, page by page.</summary>
internal sealed class S3Listing(S3Connection connection)
{
    /// <summary>The folder where RunPod stores the parts of uploads, as ordinary files of the volume.</summary>
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
                ? throw IncompleteListing()
                : page.NextContinuationToken;
        }
    }

    /// <summary>Lists the uploads whose key begins with a prefix.</summary>
    /// <param name="prefix">The prefix of the keys.</param>
    /// <param name="isKey">Whether the prefix is a complete key. Every server can list the uploads of one key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
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
                throw IncompleteListing();
            }

            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        }
    }

    /// <summary>Returns whether the key is that of a file. Some servers and consoles list folders as objects, and other applications store keys that are invalid here.</summary>
    private static bool IsFile(string key) => S3Keys.IsKey(key) && !key.StartsWith(HiddenFolder, StringComparison.Ordinal);

    /// <summary>Returns the time of an object; the start of the Unix epoch if the server reports none.</summary>
    internal static DateTimeOffset TimeOf(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.UnixEpoch;

    /// <summary>RunPod repeats a page while it computes the checksums of files that were not written over S3.</summary>
    private LoraStorageException IncompleteListing() =>
        new(LoraErrorCodes.StorageUnavailable, $"The file storage ({connection.Profile.Name}) is still preparing its list of files. Try again in a few minutes.", isTransient: true);
}
