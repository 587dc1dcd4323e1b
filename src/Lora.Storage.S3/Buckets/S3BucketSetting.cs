using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>
/// A setting of the bucket, as the XML that the server keeps. The SDK would read it into what it knows of it, and lose or refuse the rest.
/// </summary>
internal sealed class S3BucketSetting(S3Connection connection, string name, string root)
{
    private const int Longest = 1024 * 1024;

    // AWS sets it back to its default unless every change of the rules repeats it.
    private const string KeptHeader = "x-amz-transition-default-minimum-object-size";

    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly XmlReaderSettings Reading = new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest };

    private string? _kept;

    /// <summary>Reads it; an empty one where the bucket has none.</summary>
    public async Task<XElement> ReadAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, body: null, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            _kept = response.Headers.TryGetValues(KeptHeader, out var values) ? values.FirstOrDefault() : null;
            return await ParseAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var fault = await S3ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return fault is { Status: HttpStatusCode.NotFound, Code: "NoSuchCORSConfiguration" or "NoSuchLifecycleConfiguration" }
            ? new XElement(Namespace + root)
            : throw connection.Fail("Get " + name, fault);
    }

    public async Task WriteAsync(XElement setting, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(setting.ToString(SaveOptions.DisableFormatting));
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
#pragma warning disable CA5351 // S3 wants it of those who change settings, against accidents.
                request.Content.Headers.ContentMD5 = MD5.HashData(body);
#pragma warning restore CA5351
                if (_kept is not null)
                {
                    request.Headers.TryAddWithoutValidation(KeptHeader, _kept);
                }
            }

            await connection.Signer.SignAsync(request, Convert.ToHexStringLower(SHA256.HashData(body ?? []))).ConfigureAwait(false);
            return await connection.Http.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw connection.Slow(name, exception);
        }
        catch (Exception exception) when (S3Fault.Of(exception) is { } fault)
        {
            throw connection.Fail(name, fault);
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
                LoraErrorCodes.StorageRefused, "The file storage did not answer as S3 does. Check that its address is that of an S3 server.", isTransient: false, exception);
        }
    }
}
