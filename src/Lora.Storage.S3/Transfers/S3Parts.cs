using System.Globalization;
using System.Net.Http.Headers;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Transfers;

/// <summary>Uploads parts, or presigns URLs for others to upload them.</summary>
internal sealed class S3Parts(S3Connection connection, S3Uploads uploads)
{
    private const string Operation = "UploadPart";

    /// <summary>Streams a part to the server. The part is complete there only if its size and digest are correct.</summary>
    public async Task<LoraFilePart> PutAsync(string key, S3PartName part, long size, Stream content, string? sha256, CancellationToken cancellationToken)
    {
        using var verified = sha256 is not null && connection.Check == S3PartCheck.None ? new LoraVerifiedStream(content, size, sha256) : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var body = new PartContent(
            verified ?? content, size, withDigest: sha256 is null && connection.Check == S3PartCheck.Checksum, connection.ResponseTimeout, limit);
        try
        {
            using var request = await RequestAsync(key, part, size, sha256).ConfigureAwait(false);
            request.Content = body;
            using var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw connection.Fail(Operation, await S3ErrorBody.ReadAsync(response, limit.Token).ConfigureAwait(false));
            }

            return new LoraFilePart(part.Number, size, TagOf(response)) { Sha256 = S3Digest.FromBase64(HeaderOf(response.Headers, S3Digest.Header)) };
        }
        catch (OperationCanceledException exception) when (body.Failure is null && !cancellationToken.IsCancellationRequested)
        {
            throw connection.TimedOut(Operation, exception);
        }
        catch (Exception exception) when (body.Failure is null && S3Error.Of(exception) is { } error)
        {
            // A server that rejects the request early may close the connection before its response is read.
            var failure = connection.Fail(Operation, error);
            throw await uploads.IsGoneAsync(key, part.MultipartId, cancellationToken).ConfigureAwait(false)
                ? new S3Error(null, "NoSuchUpload", Cause: exception).ToException()
                : failure;
        }
        finally
        {
            await limit.CancelAsync().ConfigureAwait(false);
            await body.Settled.ConfigureAwait(false);
            body.Failure?.Throw();
        }
    }

    /// <summary>Presigns a URL for a part. It accepts this number of bytes, and only this content if the server verifies it.</summary>
    public async Task<LoraSignedPart> SignAsync(string key, S3PartName part, long size, string? sha256, TimeSpan lifetime)
    {
        if (!connection.Profile.AcceptsSignedUrls)
        {
            throw new LoraException(LoraErrorCodes.DirectUnsupported, $"The server is {connection.Profile.Name}, which doesn't accept signed URLs.");
        }

        if (connection.Check == S3PartCheck.Checksum && sha256 is null)
        {
            // The upload was started with checksums, and a browser cannot send one in a trailer.
            throw new LoraException(LoraErrorCodes.DirectUnsupported, "To upload a part to this server by a URL, its SHA-256 must be known in advance.");
        }

        var (headers, payload) = Checked(sha256);
        var signed = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase) { ["content-length"] = size.ToString(CultureInfo.InvariantCulture) };
        return new LoraSignedPart(part.Number, await connection.PublicSigner.PresignPartAsync(key, part, signed, payload, lifetime).ConfigureAwait(false), headers);
    }

    private Task<HttpRequestMessage> RequestAsync(string key, S3PartName part, long size, string? sha256)
    {
        if (sha256 is not null || connection.Check != S3PartCheck.Checksum)
        {
            var (headers, payload) = Checked(sha256);
            headers.Remove(S3Signature.PayloadHeader);
            return connection.Signer.PutPartAsync(key, part, headers, payload);
        }

        var trailing = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-amz-trailer"] = S3Digest.Header,
            ["x-amz-decoded-content-length"] = size.ToString(CultureInfo.InvariantCulture),
        };
        return connection.Signer.PutPartAsync(key, part, trailing, S3Signature.UnsignedWithTrailer);
    }

    private (Dictionary<string, string> Headers, string Payload) Checked(string? sha256)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        switch (connection.Check)
        {
            case S3PartCheck.Checksum when sha256 is not null:
                headers[S3Digest.Header] = S3Digest.ToBase64(sha256);
                break;
            case S3PartCheck.Payload when sha256 is not null:
                headers[S3Signature.PayloadHeader] = sha256;
                return (headers, sha256);
        }

        return (headers, S3Signature.Unsigned);
    }

    private string TagOf(HttpResponseMessage response) => HeaderOf(response.Headers, "ETag")?.Trim('"') is { Length: > 0 } tag
        ? tag
        : throw connection.Fail(Operation, new S3Error(response.StatusCode, "no ETag"));

    private static string? HeaderOf(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
