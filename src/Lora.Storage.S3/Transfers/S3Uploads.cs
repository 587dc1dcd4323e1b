using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Transfers;

/// <summary>Manages the multipart uploads of one bucket.</summary>
internal sealed class S3Uploads(S3Connection connection)
{
    private const int AbortAttempts = 6;
    private static readonly TimeSpan AbortPause = TimeSpan.FromMilliseconds(100);

    public async Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken)
    {
        if (Math.Min(parts.PartSize, parts.Size) > connection.Profile.LargestPart)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The server is {connection.Profile.Name} and accepts parts of at most {connection.Profile.LargestPart} bytes."), nameof(parts));
        }

        var request = new InitiateMultipartUploadRequest
        {
            BucketName = connection.Bucket,
            Key = key,
            ContentType = "application/octet-stream",
            ChecksumAlgorithm = connection.Check == S3PartCheck.Checksum ? ChecksumAlgorithm.SHA256 : null,
        };
        var response = await connection.CallAsync(
            "CreateMultipartUpload", (client, token) => client.InitiateMultipartUploadAsync(request, token), cancellationToken).ConfigureAwait(false);
        return response.UploadId;
    }

    public async Task<IReadOnlyList<LoraFilePart>?> ListAsync(string key, string multipartId, CancellationToken cancellationToken)
    {
        var parts = new List<LoraFilePart>();
        var request = new ListPartsRequest { BucketName = connection.Bucket, Key = key, UploadId = multipartId };
        try
        {
            while (true)
            {
                var page = await connection.CallAsync("ListParts", (client, token) => client.ListPartsAsync(request, token), cancellationToken).ConfigureAwait(false);
                parts.AddRange((page.Parts ?? []).Select(static part => new LoraFilePart(part.PartNumber ?? 0, part.Size ?? 0, part.ETag?.Trim('"'))
                {
                    Sha256 = S3Digest.FromBase64(part.ChecksumSHA256),
                }));
                if (page.IsTruncated != true || page.Parts is not { Count: > 0 })
                {
                    return parts;
                }

                request.PartNumberMarker = (page.NextPartNumberMarker ?? parts[^1].Number).ToString(CultureInfo.InvariantCulture);
            }
        }
        catch (LoraStorageException exception) when (exception.Code is LoraErrorCodes.UploadGone or LoraErrorCodes.FileMissing)
        {
            // Ceph returns NoSuchKey here.
            return null;
        }
    }

    public async Task CompleteAsync(string key, string multipartId, LoraPartPlan plan, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken)
    {
        // S3 itself would accept gaps.
        var whole = stored.Where(part => plan.Has(part.Number) && part.Size == plan.SizeOf(part.Number)).OrderBy(part => part.Number).ToList();
        if (whole.Count != plan.Count)
        {
            throw new LoraStorageException(LoraErrorCodes.UploadIncomplete, "Some parts of the file are missing. Send them, then complete again.", isTransient: false);
        }

        var request = new CompleteMultipartUploadRequest
        {
            BucketName = connection.Bucket,
            Key = key,
            UploadId = multipartId,
            PartETags = [.. whole.Select(part => new PartETag(part.Number, $"\"{part.Tag}\"")
            {
                ChecksumSHA256 = connection.Check == S3PartCheck.Checksum && part.Sha256 is { } sha256 ? S3Digest.ToBase64(sha256) : null,
            })],
        };
        try
        {
            await connection.CallAsync(
                "CompleteMultipartUpload", (client, token) => client.CompleteMultipartUploadAsync(request, token), cancellationToken, isLongRunning: true).ConfigureAwait(false);
        }
        catch (LoraStorageException exception) when (exception.IsTransient)
        {
            // Some servers return 500, not 404, when the upload was aborted.
            if (await IsGoneAsync(key, multipartId, cancellationToken).ConfigureAwait(false))
            {
                throw new S3Error(null, "NoSuchUpload", Cause: exception).ToException();
            }

            throw;
        }
    }

    /// <summary>Aborts until the storage reports that the upload does not exist: a part in transit may survive the first abort.</summary>
    public async Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken)
    {
        var request = new AbortMultipartUploadRequest { BucketName = connection.Bucket, Key = key, UploadId = multipartId };
        for (var attempt = 1; attempt <= AbortAttempts; attempt++)
        {
            try
            {
                await connection.CallAsync("AbortMultipartUpload", (client, token) => client.AbortMultipartUploadAsync(request, token), cancellationToken).ConfigureAwait(false);
            }
            catch (LoraStorageException exception) when (exception.Code is LoraErrorCodes.UploadGone or LoraErrorCodes.FileMissing)
            {
                // It no longer exists.
            }

            if (await ListAsync(key, multipartId, cancellationToken).ConfigureAwait(false) is null)
            {
                return;
            }

            await Task.Delay(AbortPause * attempt, cancellationToken).ConfigureAwait(false);
        }

        throw new LoraStorageException(
            LoraErrorCodes.StorageUnavailable, "The file storage has not aborted the upload yet. Try again in a moment.", isTransient: true);
    }

    /// <summary>Returns whether the storage reports that the upload does not exist.</summary>
    public async Task<bool> IsGoneAsync(string key, string multipartId, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(key, multipartId, cancellationToken).ConfigureAwait(false) is null;
        }
        catch (LoraStorageException)
        {
            return false;
        }
    }
}
