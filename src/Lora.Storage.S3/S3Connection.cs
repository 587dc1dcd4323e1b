using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Lora.Errors;
using Microsoft.Extensions.Logging;

namespace Lora.Files.S3;

/// <summary>The clients of one bucket: the SDK for small calls, and plain HTTP with presigned addresses for bytes, both over one pool of connections.</summary>
internal sealed class S3Connection : IDisposable
{
    private const string AnyRegion = "us-east-1";
    private const int Patience = 5;

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
            // A part cannot be sent twice, and a signature is for one address.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Looks the address up again now and then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        // Large bodies take as long as they take; every wait for the server is limited where it happens.
        Http = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            if (options.ClientFactory is { } factory)
            {
                Client = factory(services);
            }
            else
            {
                Client = NewClient(options, options.ServiceUrl);
            }

            if (options.PublicServiceUrl is { } address)
            {
                _publicClient = NewClient(options, address);
            }

            Signer = new S3Signer(Client, Bucket);
            PublicSigner = _publicClient is null ? Signer : new S3Signer(_publicClient, Bucket);
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

    /// <summary>Signs for this application's own requests.</summary>
    public S3Signer Signer { get; }

    /// <summary>Signs for browsers and engines.</summary>
    public S3Signer PublicSigner { get; }

    /// <summary>How long the server may take to answer.</summary>
    public TimeSpan ResponseTimeout => _timeout;

    /// <summary>Makes one small call, within a time, and turns what goes wrong into words.</summary>
    public async Task<T> CallAsync<T>(
        string operation, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool patiently = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patiently ? _timeout * Patience : _timeout);
        try
        {
            return await call(Client, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Slow(operation, exception);
        }
        catch (Exception exception) when (S3Fault.Of(exception) is { } fault)
        {
            throw Fail(operation, fault);
        }
    }

    public LoraStorageException Slow(string operation, Exception cause)
    {
        _logger.Failed(operation, Bucket, null, "timeout", null, cause);
        return S3Fault.TooSlow(cause);
    }

    public LoraStorageException Fail(string operation, S3Fault fault)
    {
        // Asking for what is not there is no fault worth a line in the log.
        if (!fault.IsMissing)
        {
            _logger.Failed(operation, Bucket, (int?)fault.Status, fault.Code, fault.RequestId, fault.Cause);
        }

        return fault.ToException();
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

    private AmazonS3Client NewClient(LoraS3Options options, string? serviceUrl)
    {
        var required = options.ChecksumMode is { } mode ? mode == LoraS3ChecksumMode.WhenRequired : options.ServiceUrl is not null;
        var configuration = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle ?? options.ServiceUrl is not null,
            HttpClientFactory = new SharedHttpClient(Http),
            // The SDK would set its clock by the Date header of answers, which has whole seconds: URLs would end up to a second too soon.
            DisableClockSkewCorrection = true,
        };
        if (required)
        {
            configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        else if (options.ChecksumMode is not null)
        {
            configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_SUPPORTED;
            configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED;
        }

        if (serviceUrl is not null)
        {
            configuration.ServiceURL = serviceUrl;
            configuration.AuthenticationRegion = options.Region ?? AnyRegion;
        }
        else if (options.Region is not null)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return string.IsNullOrEmpty(options.AccessKey)
            ? new AmazonS3Client(configuration)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), configuration);
    }

    private sealed class SharedHttpClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
