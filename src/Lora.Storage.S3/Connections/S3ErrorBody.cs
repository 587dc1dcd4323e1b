using System.Xml;
using System.Xml.Linq;

namespace Lora.Storage.S3.Connections;

/// <summary>Reads S3's own code out of the answer to a request that was made without the SDK.</summary>
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

    public static async Task<S3Fault> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
            // Proxies in between answer in other formats; the status says enough then.
        }

        return new S3Fault(response.StatusCode, code, requestId);
    }
}
