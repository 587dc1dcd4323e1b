using System.Xml;
using System.Xml.Linq;

namespace Lora.Storage.S3.Connections;

/// <summary>Reads the S3 error code from the response to a request that was made without the SDK.</summary>
internal static class S3ErrorBody
{
    private const int Longest = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Longest,
    };

    public static async Task<S3Error> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string? code = null;
        string? requestId = null;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                using var reader = XmlReader.Create(body, Settings);
                var error = (await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken).ConfigureAwait(false)).Root;
                code = error?.Element("Code")?.Value;
                requestId = error?.Element("RequestId")?.Value;
            }
        }
        catch (Exception exception) when (exception is XmlException or IOException or HttpRequestException)
        {
            // A proxy on the way may respond in another format. The status is enough then.
        }

        return new S3Error(response.StatusCode, code, requestId);
    }
}
