using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lora.Storage.S3.Signing;

/// <summary>Signs requests to one address of the server: the application's own requests in their headers, and those of others as presigned URLs.</summary>
/// <param name="client">The SDK's client for that address.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="identity">The identity to sign with, or <see langword="null"/> if only the SDK knows the credentials. It signs URLs, but neither headers nor payloads.</param>
internal sealed class S3Signer(IAmazonS3 client, string bucket, S3Identity? identity)
{
    /// <summary>The longest lifetime of a URL. Beyond it the SDK would use an old signature version that most servers reject.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string NoPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // The signature is checked when a request begins, however long it then takes. The margin is for clocks that differ.
    private static readonly TimeSpan OwnUse = TimeSpan.FromMinutes(15);

    private static readonly Dictionary<string, string> NoHeaders = [];

    // The SDK rounds the rest of the lifetime when it signs.
    private const double Rounding = 0.4;

    private readonly string _address = client.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = bucket, Key = "any" }).URL.TrimEnd('/');

    /// <summary>Returns the unsigned URL of an object.</summary>
    public Uri AddressOf(string key, string query = "") =>
        new($"{_address}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}{(query.Length == 0 ? "" : "?")}{query}");

    /// <summary>
    /// Returns a URL that lets anyone read an object. It stays the same within one <see cref="LoraUrlWindow"/>, except where only the SDK can sign:
    /// the SDK dates every signature with the current second.
    /// </summary>
    public async Task<LoraUrl> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null)
    {
        var disposition = downloadName is null ? null : DownloadName.ToContentDisposition(downloadName);
        var window = LoraUrlWindow.At(ToWholeSeconds(Now()), WholeSecondsOf(lifetime));
        if (identity is not null)
        {
            var scope = await identity.GetAsync(window.Start).ConfigureAwait(false);
            var address = AddressOf(key, disposition is null ? "" : $"response-content-disposition={Uri.EscapeDataString(disposition)}");
            return new LoraUrl(S3Signature.Presign(scope, HttpMethod.Get, address, NoHeaders, S3Signature.Unsigned, window.Lifetime), window.ExpiresAt);
        }

        var request = Request(key, HttpVerb.GET, lifetime);
        request.ResponseHeaderOverrides.ContentDisposition = disposition;
        var signed = await SignAsync(request).ConfigureAwait(false);
        return new LoraUrl(signed, S3Signature.ExpiryOf(signed) ?? window.ExpiresAt);
    }

    /// <summary>Returns a URL that lets anyone upload a part with exactly these headers.</summary>
    public async Task<Uri> PresignPartAsync(string key, S3PartName part, IReadOnlyDictionary<string, string> headers, string payload, TimeSpan lifetime)
    {
        if (identity is not null)
        {
            var scope = await identity.GetAsync(Now()).ConfigureAwait(false);
            return S3Signature.Presign(scope, HttpMethod.Put, AddressOf(key, part.Query), headers, payload, lifetime);
        }

        var request = Request(key, HttpVerb.PUT, lifetime);
        request.UploadId = part.MultipartId;
        request.PartNumber = part.Number;
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return await SignAsync(request).ConfigureAwait(false);
    }

    /// <summary>Creates a signed request that reads an object.</summary>
    public async Task<HttpRequestMessage> ReadAsync(string key)
    {
        if (identity is null)
        {
            return NewRequest(HttpMethod.Get, (await PresignReadAsync(key, OwnUse).ConfigureAwait(false)).Url);
        }

        var request = NewRequest(HttpMethod.Get, AddressOf(key));
        await SignAsync(request, NoPayload).ConfigureAwait(false);
        return request;
    }

    /// <summary>Creates a signed request that uploads a part.</summary>
    public async Task<HttpRequestMessage> PutPartAsync(string key, S3PartName part, IReadOnlyDictionary<string, string> headers, string payload)
    {
        if (identity is null)
        {
            return NewRequest(HttpMethod.Put, await PresignPartAsync(key, part, headers, payload, OwnUse).ConfigureAwait(false));
        }

        var request = NewRequest(HttpMethod.Put, AddressOf(key, part.Query));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        await SignAsync(request, payload).ConfigureAwait(false);
        return request;
    }

    /// <summary>Creates an unsigned request for the bucket.</summary>
    public HttpRequestMessage NewRequest(HttpMethod method, string subresource) => NewRequest(method, new Uri($"{_address}?{subresource}"));

    /// <summary>Signs a request by the headers that it has.</summary>
    /// <exception cref="LoraStorageException">Only the SDK knows the credentials.</exception>
    public async Task SignAsync(HttpRequestMessage request, string payload)
    {
        if (identity is null)
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageRefused, "This operation needs the credentials of the client that ClientFactory creates. Set LoraS3Options.Credentials to the same credentials.", isTransient: false);
        }

        S3Signature.Sign(await identity.GetAsync(Now()).ConfigureAwait(false), request, payload);
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, Uri address) => new(method, address) { Version = HttpVersion.Version11 };

    private GetPreSignedUrlRequest Request(string key, HttpVerb verb, TimeSpan lifetime) => new()
    {
        BucketName = bucket,
        Key = key,
        Verb = verb,
        // The SDK uses https by default.
        Protocol = _address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS,
        Expires = (Now() + WholeSecondsOf(lifetime)).UtcDateTime.AddSeconds(Rounding),
    };

    /// <summary>Returns the time that the SDK signs with: the machine's clock, which a host's own client may correct by the server's Date header.</summary>
    private DateTimeOffset Now() => new(CorrectClockSkew.GetCorrectedUtcNowForEndpoint(_address, client.Config));

    /// <summary>Returns the time in whole seconds, because signatures have no fractions.</summary>
    private static DateTimeOffset ToWholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private static TimeSpan WholeSecondsOf(TimeSpan lifetime) => TimeSpan.FromSeconds(Math.Max(1, Math.Floor(lifetime.TotalSeconds)));

    private async Task<Uri> SignAsync(GetPreSignedUrlRequest request) => new(await client.GetPreSignedURLAsync(request).ConfigureAwait(false));
}
