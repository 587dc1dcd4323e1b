using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;
using Lora.Storage.S3.Transfers;

namespace Lora.Storage.S3.Diagnosis;

/// <summary>
/// Tries the operations that this application needs, with a key that nothing uses. No object is created: an upload is started and aborted, and the object that is
/// deleted never existed.
/// </summary>
internal sealed class S3Probe(S3Connection connection, string prefix)
{
    private readonly S3Uploads _uploads = new(connection);
    private readonly string _key = $"{(prefix.Length == 0 ? "" : prefix + "/")}.lora-probe/{Guid.NewGuid():N}";

    public async Task<IReadOnlyList<LoraStorageProblem>> WriteAsync(CancellationToken cancellationToken)
    {
        var bytes = RandomNumberGenerator.GetBytes(64);
        var plan = new LoraPartPlan(bytes.Length, bytes.Length);
        string upload;
        try
        {
            upload = await _uploads.BeginAsync(_key, plan, cancellationToken).ConfigureAwait(false);
        }
        catch (LoraStorageException exception)
        {
            return [Problem(S3ProblemCodes.Write, "The access key may not write to the bucket", exception)];
        }

        var problems = new List<LoraStorageProblem>();
        try
        {
            await SendAsync(upload, bytes, bytes, cancellationToken).ConfigureAwait(false);
            if (!await RefusesAsync(upload, bytes, cancellationToken).ConfigureAwait(false))
            {
                problems.Add(ChecksNothing());
            }
        }
        catch (LoraStorageException exception)
        {
            problems.Add(Problem(S3ProblemCodes.Write, "The access key may not write to the bucket", exception));
        }
        finally
        {
            if (await AbortAsync(upload).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    public async Task<LoraStorageProblem?> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = connection.Bucket, Key = _key };
        try
        {
            await connection.CallAsync("HeadObject", (client, token) => client.GetObjectMetadataAsync(request, token), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (LoraStorageException exception)
        {
            return exception.InnerException is AmazonS3Exception { StatusCode: System.Net.HttpStatusCode.NotFound }
                ? null
                : Problem(S3ProblemCodes.Read, "The access key may not read from the bucket", exception);
        }
    }

    public async Task<LoraStorageProblem?> DeleteAsync(CancellationToken cancellationToken)
    {
        if (await IsVersionedAsync(cancellationToken).ConfigureAwait(false))
        {
            return new LoraStorageProblem(
                S3ProblemCodes.Versioning,
                "The bucket keeps old versions, so deleted LoRAs still use storage. Suspend versioning, or add a lifecycle rule that expires noncurrent versions.",
                IsSevere: false);
        }

        var request = new DeleteObjectRequest { BucketName = connection.Bucket, Key = _key };
        try
        {
            var answer = await connection.CallAsync("DeleteObject", (client, token) => client.DeleteObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
            if (answer.DeleteMarker is not null && answer.VersionId is { } version)
            {
                request.VersionId = version;
                await connection.CallAsync("DeleteObject", (client, token) => client.DeleteObjectAsync(request, token), CancellationToken.None).ConfigureAwait(false);
            }

            return null;
        }
        catch (LoraStorageException exception)
        {
            return exception.Code == LoraErrorCodes.FileMissing ? null : Problem(S3ProblemCodes.Delete, "The access key may not delete from the bucket", exception);
        }
    }

    private async Task<bool> IsVersionedAsync(CancellationToken cancellationToken)
    {
        var request = new GetBucketVersioningRequest { BucketName = connection.Bucket };
        try
        {
            var answer = await connection.CallAsync(
                "GetBucketVersioning", (client, token) => client.GetBucketVersioningAsync(request, token), cancellationToken).ConfigureAwait(false);
            return answer.VersioningConfig?.Status == VersionStatus.Enabled;
        }
        catch (LoraStorageException)
        {
            // Some servers have no versions, and some access keys may not query them. The response to the delete shows whether there are any.
            return false;
        }
    }

    private async Task SendAsync(string upload, byte[] announced, byte[] sent, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(sent, writable: false);
        await new S3Parts(connection, _uploads).PutAsync(
            _key, new S3PartName(upload, 1), sent.Length, content, Convert.ToHexStringLower(SHA256.HashData(announced)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks that the server rejects a part that was corrupted in transit.</summary>
    private async Task<bool> RefusesAsync(string upload, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(upload, bytes, [.. bytes.Reverse()], cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (LoraStorageException exception) when (exception.Code == LoraErrorCodes.PartChecksum)
        {
            return true;
        }
    }

    private async Task<LoraStorageProblem?> AbortAsync(string upload)
    {
        try
        {
            await _uploads.AbortAsync(_key, upload, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (LoraStorageException exception)
        {
            return Problem(S3ProblemCodes.Abort, $"The access key may not abort uploads in the bucket, so the upload of {_key} was left behind", exception);
        }
    }

    private LoraStorageProblem ChecksNothing() => connection.Check == S3PartCheck.Checksum
        ? new(S3ProblemCodes.Checksums, "The server doesn't support the newer S3 checksums. Set LoraS3Options.ChecksumMode to WHEN_REQUIRED, or the profile to Compatible.", IsSevere: true)
        : new(S3ProblemCodes.Checksums, "The server doesn't compare parts with their digests. A part that is corrupted in transit is noticed only when the whole file is read.", IsSevere: false);

    private static LoraStorageProblem Problem(string code, string what, LoraStorageException exception) => new(code, $"{what}. {exception.Message}", IsSevere: true);
}
