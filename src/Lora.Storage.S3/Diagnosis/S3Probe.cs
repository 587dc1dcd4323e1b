using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;
using Lora.Storage.S3.Transfers;

namespace Lora.Storage.S3.Diagnosis;

/// <summary>
/// Tries what this application will do with the bucket, under a key that nothing has. No object comes to be: an upload is begun and thrown away, and what is
/// deleted never was.
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
            return [Finding(LoraS3ProblemCodes.Write, "The access key may not write in the bucket", exception)];
        }

        var findings = new List<LoraStorageProblem>();
        try
        {
            await SendAsync(upload, bytes, bytes, cancellationToken).ConfigureAwait(false);
            if (!await RefusesAsync(upload, bytes, cancellationToken).ConfigureAwait(false))
            {
                findings.Add(ChecksNothing());
            }
        }
        catch (LoraStorageException exception)
        {
            findings.Add(Finding(LoraS3ProblemCodes.Write, "The access key may not write in the bucket", exception));
        }
        finally
        {
            if (await AbortAsync(upload).ConfigureAwait(false) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
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
                : Finding(LoraS3ProblemCodes.Read, "The access key may not read in the bucket", exception);
        }
    }

    public async Task<LoraStorageProblem?> DeleteAsync(CancellationToken cancellationToken)
    {
        if (await IsVersionedAsync(cancellationToken).ConfigureAwait(false))
        {
            return new LoraStorageProblem(
                LoraS3ProblemCodes.Versioning,
                "The bucket keeps old versions, so deleted LoRAs still take room. Suspend versioning, or add a lifecycle rule that expires noncurrent versions.",
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
            return exception.Code == LoraErrorCodes.FileMissing ? null : Finding(LoraS3ProblemCodes.Delete, "The access key may not delete in the bucket", exception);
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
            // Some servers have no versions, and some keys may not ask. The answer to the delete will tell.
            return false;
        }
    }

    private async Task SendAsync(string upload, byte[] announced, byte[] sent, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(sent, writable: false);
        await new S3Parts(connection, _uploads).PutAsync(
            _key, new S3PartName(upload, 1), sent.Length, content, Convert.ToHexStringLower(SHA256.HashData(announced)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a part that has changed on its way is refused.</summary>
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
            return Finding(LoraS3ProblemCodes.Abort, $"The access key may not throw away uploads in the bucket, and that of {_key} is left", exception);
        }
    }

    private LoraStorageProblem ChecksNothing() => connection.Check == S3PartCheck.Checksum
        ? new(LoraS3ProblemCodes.Checksums, "The server does not know the newer checksums of S3. Set LoraS3Options.ChecksumMode to WhenRequired, or the profile to Compatible.", IsSevere: true)
        : new(LoraS3ProblemCodes.Checksums, "The server does not compare parts with their digests. One that changes on its way is noticed only when the whole file is read.", IsSevere: false);

    private static LoraStorageProblem Finding(string code, string what, LoraStorageException exception) => new(code, $"{what}. {exception.Message}", IsSevere: true);
}
