using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Buckets;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Diagnosis;
using Lora.Storage.S3.Signing;
using Lora.Storage.S3.Transfers;

namespace Lora.Storage.S3;

/// <summary>Stores objects in a bucket. An object is created only by completing a multipart upload, so a late write cannot restore a deleted object.</summary>
internal sealed class S3Store : IPartSigningFileStore, IPresigningFileStore, IListingFileStore
{
    private readonly S3Connection _connection;
    private readonly Buckets.S3Bucket _bucket;
    private readonly S3Uploads _uploads;
    private readonly S3Parts _parts;
    private readonly S3Listing _listing;
    private readonly S3Diagnosis _diagnosis;

    public S3Store(S3Connection connection, S3Diagnosis diagnosis)
    {
        _connection = connection;
        _bucket = new Buckets.S3Bucket(connection);
        _uploads = new S3Uploads(connection);
        _parts = new S3Parts(connection, _uploads);
        _listing = new S3Listing(connection);
        _diagnosis = diagnosis;
    }

    public bool CanSignReads => _connection.Profile.AcceptsSignedUrls;

    public bool CanSignParts => _connection.Profile.AcceptsSignedUrls;

    public string GetPath(string key) => S3Keys.ToPath(_connection.Bucket, key);

    public string? GetKey(string path) => S3Keys.FromPath(_connection.Bucket, path);

    public async Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = _connection.Bucket,
            Key = S3Keys.Checked(key),
            ChecksumMode = _connection.Check == S3PartCheck.Checksum ? ChecksumMode.ENABLED : null,
        };
        var found = await _connection.CallAsync(
            "HeadObject", (client, token) => HeadAsync(client, request, token), cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            await _bucket.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    public async Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default)
    {
        const string operation = "GetObject";
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        S3Keys.Checked(key);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_connection.ResponseTimeout);
        HttpResponseMessage? response = null;
        try
        {
            using var request = await _connection.Signer.ReadAsync(key).ConfigureAwait(false);
            request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
            response = await _connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return Stream.Null;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw _connection.Fail(operation, await S3ErrorBody.ReadAsync(response, limit.Token).ConfigureAwait(false));
            }

            if (offset > 0 && response.StatusCode != HttpStatusCode.PartialContent)
            {
                throw _connection.Fail(operation, new S3Error(response.StatusCode, "ranges are not supported"));
            }

            var stream = new S3ReadStream(response, await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false), _connection);
            response = null;
            return stream;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _connection.TimedOut(operation, exception);
        }
        catch (Exception exception) when (S3Error.Of(exception) is { } error)
        {
            throw _connection.Fail(operation, error);
        }
        finally
        {
            response?.Dispose();
        }
    }

    public async Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var plan = LoraPartPlan.For(size);
        var name = await BeginAsync(key, plan, cancellationToken).ConfigureAwait(false);
        var completing = false;
        try
        {
            var parts = await PutAllAsync(key, name, plan, content, cancellationToken).ConfigureAwait(false);
            completing = true;
            await CompleteAsync(key, name, plan, parts, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (completing && exception is LoraStorageException && await CameToBeAsync(key, size).ConfigureAwait(false))
            {
                return;
            }

            await ((Task)AbortAsync(key, name, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        var request = new DeleteObjectRequest { BucketName = _connection.Bucket, Key = S3Keys.Checked(key) };
        try
        {
            await _connection.CallAsync("DeleteObject", (client, token) => client.DeleteObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception) when (exception.Code == LoraErrorCodes.FileMissing)
        {
            // Most servers return 204 for a missing object, some 404.
        }
    }

    public Task<LoraUrl> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNot(lifetime);
        return CanSignReads
            ? _connection.PublicSigner.PresignReadAsync(S3Keys.Checked(key), lifetime, downloadName)
            : throw new LoraException(LoraErrorCodes.UrlUnsupported, $"The server is {_connection.Profile.Name}, which doesn't accept signed URLs.");
    }

    public Task<LoraSignedPart> SignPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ThrowIfNot(lifetime);
        return _parts.SignAsync(S3Keys.Checked(key), new S3PartName(multipartId, number), parts.SizeOf(number), Digest(sha256), lifetime);
    }

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) =>
        _uploads.BeginAsync(S3Keys.Checked(key), parts, cancellationToken);

    public Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return _parts.PutAsync(S3Keys.Checked(key), new S3PartName(multipartId, number), parts.SizeOf(number), content, Digest(sha256), cancellationToken);
    }

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        _uploads.ListAsync(S3Keys.Checked(key), multipartId, cancellationToken);

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        _uploads.CompleteAsync(S3Keys.Checked(key), multipartId, parts, stored, cancellationToken);

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        _uploads.AbortAsync(S3Keys.Checked(key), multipartId, cancellationToken);

    public async Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default)
    {
        var names = new List<string>();
        await foreach (var upload in _listing.ListUploadsAsync(S3Keys.Checked(key), isKey: true, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(upload.Key, key, StringComparison.Ordinal))
            {
                names.Add(upload.MultipartId);
            }
        }

        return names;
    }

    public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default) => _listing.ListAsync(prefix, cancellationToken);

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) =>
        _listing.ListUploadsAsync(prefix, isKey: false, cancellationToken);

    public Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) =>
        _diagnosis.RunAsync(origin, cancellationToken);

    /// <summary>Creates the bucket if it does not exist. Can be called on several machines at once.</summary>
    public Task CreateBucketAsync(CancellationToken cancellationToken) => _bucket.CreateAsync(cancellationToken);

    private async Task<List<LoraFilePart>> PutAllAsync(string key, string name, LoraPartPlan plan, Stream content, CancellationToken cancellationToken)
    {
        var parts = new List<LoraFilePart>(plan.Count);
        for (var number = 1; number <= plan.Count; number++)
        {
            // The last part gets the rest of the stream, so it detects content that is too long.
            using var segment = new StreamSegment(content, number < plan.Count ? plan.PartSize : long.MaxValue);
            parts.Add(await PutPartAsync(key, name, plan, number, segment, sha256: null, cancellationToken).ConfigureAwait(false));
        }

        return parts;
    }

    private static async Task<LoraStoredFile?> HeadAsync(IAmazonS3 client, GetObjectMetadataRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false);
            return new LoraStoredFile(request.Key, found.ContentLength, S3Listing.TimeOf(found.LastModified)) { PartsSha256 = S3Digest.FromComposite(found.ChecksumSHA256, found.ETag) };
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static void ThrowIfNot(TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, S3Signer.Longest);
    }

    private static string? Digest(string? sha256) => sha256 is null || LoraPartDigests.IsValid(sha256)
        ? sha256
        : throw new ArgumentException("A SHA-256 has 64 lower-case hexadecimal digits.", nameof(sha256));

    /// <summary>Returns whether the object exists although completing the upload failed, because the response was lost.</summary>
    private async Task<bool> CameToBeAsync(string key, long size)
    {
        try
        {
            return await FindAsync(key, CancellationToken.None).ConfigureAwait(false) is { } file && file.Size == size;
        }
        catch (LoraStorageException)
        {
            return false;
        }
    }
}
