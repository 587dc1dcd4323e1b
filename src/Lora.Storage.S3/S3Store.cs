using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Errors;
using Lora.Uploads;

namespace Lora.Files.S3;

/// <summary>Keeps objects in a bucket. They come into being only by completing a multipart upload, so a late write can revive nothing.</summary>
internal sealed class S3Store(S3Connection connection) : IMultipartFileStore, IPresigningFileStore, IDisposable
{
    private readonly S3Bucket _bucket = new(connection);
    private readonly S3Uploads _uploads = new(connection);

    public string GetPath(string key) => S3Keys.ToPath(connection.Bucket, key);

    public string? GetKey(string path) => S3Keys.FromPath(connection.Bucket, path);

    public async Task<LoraFileInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        var request = new GetObjectMetadataRequest { BucketName = connection.Bucket, Key = S3Keys.Checked(key) };
        var found = await connection.CallAsync(
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
        var address = await connection.Signer.ReadAsync(S3Keys.Checked(key)).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11 };
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connection.ResponseTimeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return Stream.Null;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw connection.Fail(operation, await S3ErrorBody.ReadAsync(response, limit.Token).ConfigureAwait(false));
            }

            if (offset > 0 && response.StatusCode != HttpStatusCode.PartialContent)
            {
                throw connection.Fail(operation, new S3Fault(response.StatusCode, "ranges are not supported"));
            }

            var stream = new S3ReadStream(response, await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false), connection);
            response = null;
            return stream;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw connection.Slow(operation, exception);
        }
        catch (Exception exception) when (S3Fault.Of(exception) is { } fault)
        {
            throw connection.Fail(operation, fault);
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
        var request = new DeleteObjectRequest { BucketName = connection.Bucket, Key = S3Keys.Checked(key) };
        try
        {
            await connection.CallAsync("DeleteObject", (client, token) => client.DeleteObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception) when (exception.Code == LoraErrorCodes.FileMissing)
        {
            // Most servers answer 204 for an absent object, some 404.
        }
    }

    public Task<Uri> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, S3Signer.Longest);
        return connection.PublicSigner.ReadAsync(S3Keys.Checked(key), lifetime, downloadName);
    }

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) =>
        _uploads.BeginAsync(S3Keys.Checked(key), parts, cancellationToken);

    public Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return _uploads.PutPartAsync(S3Keys.Checked(key), multipartId, parts, number, content, cancellationToken);
    }

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        _uploads.ListAsync(S3Keys.Checked(key), multipartId, cancellationToken);

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        _uploads.CompleteAsync(S3Keys.Checked(key), multipartId, parts, stored, cancellationToken);

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        _uploads.AbortAsync(S3Keys.Checked(key), multipartId, cancellationToken);

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        _uploads.ListUploadsAsync(S3Keys.Checked(key), cancellationToken);

    /// <summary>Creates the bucket unless it is there. May be called on several machines at once.</summary>
    public Task CreateBucketAsync(CancellationToken cancellationToken) => _bucket.CreateAsync(cancellationToken);

    public void Dispose() => connection.Dispose();

    private async Task<List<LoraFilePart>> PutAllAsync(string key, string name, LoraPartPlan plan, Stream content, CancellationToken cancellationToken)
    {
        var parts = new List<LoraFilePart>(plan.Count);
        for (var number = 1; number <= plan.Count; number++)
        {
            // The last part sees all that is left, and so finds out when that is too much.
            using var segment = new StreamSegment(content, number < plan.Count ? plan.PartSize : long.MaxValue);
            parts.Add(await PutPartAsync(key, name, plan, number, segment, cancellationToken).ConfigureAwait(false));
        }

        return parts;
    }

    private static async Task<LoraFileInfo?> HeadAsync(IAmazonS3 client, GetObjectMetadataRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new LoraFileInfo((await client.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false)).ContentLength);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Whether an object came to be although completing it failed: an answer can be lost on its way.</summary>
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
