using Amazon.Runtime;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Buckets;

/// <summary>Sends the CORS preflight request that a browser sends before it uploads a part from a page of another site.</summary>
internal sealed class S3Preflight(S3Connection connection)
{
    /// <summary>The headers that a browser must be allowed to send.</summary>
    public IReadOnlyList<string> Headers { get; } = connection.Check switch
    {
        S3PartCheck.Checksum => [S3Digest.Header],
        S3PartCheck.Payload => [S3Signature.PayloadHeader],
        _ => [],
    };

    /// <summary>Returns whether a page of this origin may upload parts, or <see langword="null"/> if the server cannot be reached at the address that browsers use.</summary>
    public async Task<bool?> IsAllowedAsync(string origin, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connection.ResponseTimeout);
        using var request = new HttpRequestMessage(HttpMethod.Options, connection.PublicSigner.AddressOf("any", new S3PartName("any", 1).Query));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "PUT");
        if (Headers.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", string.Join(',', Headers));
        }

        try
        {
            using var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                && Values(response, "Access-Control-Allow-Origin").Any(value => value == "*" || string.Equals(value, origin, StringComparison.OrdinalIgnoreCase))
                && Values(response, "Access-Control-Allow-Methods").Any(static value => value is "*" or "PUT")
                && Headers.All(header => Values(response, "Access-Control-Allow-Headers").Any(value => value == "*" || string.Equals(value, header, StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AmazonClientException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static IEnumerable<string> Values(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries)) : [];
}
