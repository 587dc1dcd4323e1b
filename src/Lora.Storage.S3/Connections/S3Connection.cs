using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Lora.Storage.S3.Signing;
using Microsoft.Extensions.Logging;

namespace Lora.Storage.S3.Connections;

/// <summary>The clients of one bucket: the SDK for small calls and plain HTTP for file content. Both share one connection pool.</summary>
internal sealed class S3Connection : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly AmazonS3Client? _publicClient;
    private readonly bool _ownsClient;
    private readonly TimeSpan _timeout;
    private readonly ILogger _logger;

    public S3Connection(LoraS3Options options, IServiceProvider services, ILogger logger)
    {
        _logger = logger;
        _timeout = options.ResponseTimeout;
        _ownsClient = options.ClientFactory is null;
        Bucket = options.Bucket;
        _handler = new SocketsHttpHandler
        {
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            // The content of a part can be sent only once, and a signature is valid for one address only.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // New connections follow changes of the DNS record.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        // A large body may take any time. Each wait for the server has its own limit.
        Http = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            if (options.ClientFactory is { } factory)
            {
                Client = factory(services);
                Profile = S3Profile.Of(options.Profile, Client.Config?.ServiceURL);
            }
            else
            {
                Profile = S3Profile.Of(options.Profile, options.ServiceUrl);
                Client = NewClient(options, options.ServiceUrl);
            }

            if (options.PublicServiceUrl is { } address)
            {
                _publicClient = NewClient(options, address);
            }

            var identity = IdentityOf(options);
            Check = CheckOf(options, identity);
            Signer = new S3Signer(Client, Bucket, identity);
            PublicSigner = _publicClient is null ? Signer : new S3Signer(_publicClient, Bucket, identity);
        }
        catch (AmazonClientException exception)
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageRefused, "No region is known for the bucket of LoRA files. Set the region or the service URL.", isTransient: false, exception);
        }
    }

    public string Bucket { get; }

    public IAmazonS3 Client { get; }

    public HttpClient Http { get; }

    /// <summary>The capabilities of the server.</summary>
    public S3Profile Profile { get; }

    /// <summary>How the server detects that a part was changed in transit.</summary>
    public S3PartCheck Check { get; }

    /// <summary>Whether the server could check parts, but this application has no credentials to sign them with.</summary>
    public bool LacksCredentials { get; private set; }

    /// <summary>Signs this application's own requests.</summary>
    public S3Signer Signer { get; }

    /// <summary>Signs URLs for browsers and engines.</summary>
    public S3Signer PublicSigner { get; }

    /// <summary>How long the server may take to respond.</summary>
    public TimeSpan ResponseTimeout => _timeout;

    /// <summary>Makes one small call with a time limit, and converts its errors.</summary>
    public async Task<T> CallAsync<T>(
        string operation, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool isLongRunning = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(isLongRunning ? _timeout * Profile.CompleteTimeoutFactor : _timeout);
        try
        {
            return await call(Client, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(operation, exception);
        }
        catch (Exception exception) when (S3Error.Of(exception) is { } error)
        {
            throw Fail(operation, error);
        }
    }

    /// <summary>Returns how far the server's clock is ahead of this machine's, or <see langword="null"/> if its responses have no date.</summary>
    public async Task<TimeSpan?> ReadClockAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        using var request = new HttpRequestMessage(HttpMethod.Head, Signer.AddressOf("any"));
        try
        {
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return response.Headers.Date - DateTimeOffset.UtcNow;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public LoraStorageException TimedOut(string operation, Exception cause)
    {
        _logger.Failed(operation, Bucket, null, "timeout", null, cause);
        return S3Error.Timeout(cause);
    }

    public LoraStorageException Fail(string operation, S3Error error)
    {
        // A missing object is an expected result, so it is not logged.
        if (!error.IsMissing)
        {
            _logger.Failed(operation, Bucket, (int?)error.Status, error.Code, error.RequestId, error.Cause);
        }

        return error.ToException();
    }

    public void Dispose()
    {
        if (_ownsClient)
        {
            Client.Dispose();
        }

        _publicClient?.Dispose();
        Http.Dispose();
        _handler.Dispose();
    }

    private RequestChecksumCalculation ModeOf(LoraS3Options options) => options.ChecksumMode ?? Profile.ChecksumMode;

    private S3Identity? IdentityOf(LoraS3Options options)
    {
        var identity = S3Identity.Of(options, Client);
        return identity is not null || Profile.AcceptsSignedUrls
            ? identity
            : throw new LoraStorageException(
                LoraErrorCodes.StorageRefused,
                $"The server is {Profile.Name}, which doesn't accept signed URLs. Set LoraS3Options.Credentials to those of the client that ClientFactory makes.",
                isTransient: false);
    }

    private S3PartCheck CheckOf(LoraS3Options options, S3Identity? identity)
    {
        var possible = ModeOf(options) == RequestChecksumCalculation.WHEN_SUPPORTED ? S3PartCheck.Checksum : Profile.ChecksPayload ? S3PartCheck.Payload : S3PartCheck.None;
        LacksCredentials = identity is null && possible != S3PartCheck.None;
        return LacksCredentials ? S3PartCheck.None : possible;
    }

    private AmazonS3Client NewClient(LoraS3Options options, string? serviceUrl)
    {
        var mode = ModeOf(options);
        var configuration = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle ?? Profile.PathStyle,
            RequestChecksumCalculation = mode,
            ResponseChecksumValidation = mode == RequestChecksumCalculation.WHEN_REQUIRED ? ResponseChecksumValidation.WHEN_REQUIRED : ResponseChecksumValidation.WHEN_SUPPORTED,
            HttpClientFactory = new SharedHttpClient(Http),
            // The SDK would correct its clock by the Date header of responses, which has whole seconds. URLs would then expire up to a second too early.
            DisableClockSkewCorrection = true,
        };
        if (serviceUrl is not null)
        {
            configuration.ServiceURL = serviceUrl;
            configuration.AuthenticationRegion = options.Region ?? Profile.Region(S3Profile.HostOf(options.ServiceUrl));
        }
        else if (options.Region is not null)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return S3Identity.CredentialsOf(options) is { } credentials ? new AmazonS3Client(credentials, configuration) : new AmazonS3Client(configuration);
    }

    private sealed class SharedHttpClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
