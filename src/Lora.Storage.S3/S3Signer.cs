using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lora.Files.S3;

/// <summary>Signs addresses.</summary>
internal sealed class S3Signer(IAmazonS3 client, string bucket)
{
    /// <summary>Beyond this the SDK would fall back to an old kind of signature that most servers refuse.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // Signatures are checked when a request begins, however long it then takes. Some slack is for clocks that differ.
    private static readonly TimeSpan OwnUse = TimeSpan.FromMinutes(15);

    // The SDK rounds what is left of the lifetime once it comes to sign.
    private const double Rounding = 0.4;

    private readonly string _address = client.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = bucket, Key = "any" }).URL;

    public Task<Uri> ReadAsync(string key, TimeSpan? lifetime = null, string? downloadName = null)
    {
        var request = Request(key, HttpVerb.GET, lifetime ?? OwnUse);
        if (downloadName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = DownloadName.ToContentDisposition(downloadName);
        }

        return SignAsync(request);
    }

    public Task<Uri> PutPartAsync(string key, string multipartId, int number)
    {
        var request = Request(key, HttpVerb.PUT, OwnUse);
        request.UploadId = multipartId;
        request.PartNumber = number;
        return SignAsync(request);
    }

    private GetPreSignedUrlRequest Request(string key, HttpVerb verb, TimeSpan lifetime) => new()
    {
        BucketName = bucket,
        Key = key,
        Verb = verb,
        // The SDK writes https unless it is told otherwise.
        Protocol = _address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS,
        Expires = Now().AddSeconds(Math.Max(1, Math.Floor(lifetime.TotalSeconds)) + Rounding),
    };

    /// <summary>The clock that the SDK signs by: the machine's own, which a host's own client may correct by what the server says the time is.</summary>
    private DateTime Now() => CorrectClockSkew.GetCorrectedUtcNowForEndpoint(_address, client.Config);

    private async Task<Uri> SignAsync(GetPreSignedUrlRequest request) => new(await client.GetPreSignedURLAsync(request).ConfigureAwait(false));
}
