using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>
/// Reads and writes a configuration of the bucket as the server's own XML. The SDK would drop or reject the elements that it does not know.
/// </summary>
internal sealed class S3BucketConfiguration(S3Connection connection, string name, string root)
{
    private const int Longest = 1024 * 1024;

    // AWS resets this header to its default unless every change of the rules repeats it.
    private const string PreservedHeader = "x-amz-transition-default-minimum-object-size";

    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly XmlReaderSettings Reading = new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest };

    private string? _preservedHeader;

    /// <summary>Returns the configuration, or an empty element if the bucket has none.</summary>
    public async Task<XElement> ReadAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, body: null, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            _preservedHeader = response.Headers.TryGetValues(PreservedHeader, out var values) ? values.FirstOrDefault() : null;
            return await ParseAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var error = await S3ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return error is { Status: HttpStatusCode.NotFound, Code: "NoSuchCORSConfiguration" or "NoSuchLifecycleConfiguration" }
            ? new XElement(Namespace + root)
            : throw connection.Fail("Get " + name, error);
    }

    public async Task WriteAsync(XElement configuration, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(configuration.ToString(SaveOptions.DisableFormatting));
        using var response = await SendAsync(HttpMethod.Put, body, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw connection.Fail("Put " + name, await S3ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, byte[]? body, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connection.ResponseTimeout);
        try
        {
            using var request = connection.Signer.NewRequest(method, name);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new("application/xml");
#pragma warning disable CA5351 // S3 requires Content-MD5 for changes of the configuration.
                request.Content.Headers.ContentMD5 = MD5.HashData(body);
#pragma warning restore CA5351
                if (_preservedHeader is not null)
                {
                    request.Headers.TryAddWithoutValidation(PreservedHeader, _preservedHeader);
                }
            }

            await connection.Signer.SignAsync(request, Convert.ToHexStringLower(SHA256.HashData(body ?? []))).ConfigureAwait(false);
            return await connection.Http.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw connection.TimedOut(name, exception);
        }
        catch (Exception exception) when (S3Error.Of(exception) is { } error)
        {
            throw connection.Fail(name, error);
        }
    }

    private static async Task<XElement> ParseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                using var reader = XmlReader.Create(body, Reading);
                return (await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken).ConfigureAwait(false)).Root!;
            }
        }
        catch (XmlException exception)
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageRefused, "The response of the file storage is not valid S3. Check that its address is that of an S3 server.", isTransient: false, exception);
        }
    }
}
