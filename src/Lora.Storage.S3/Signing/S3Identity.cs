using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lora.Storage.S3.Signing;

/// <summary>The credentials, if this application can access them, and the region that the SDK signs for.</summary>
internal sealed class S3Identity(IAmazonS3 client, string bucket, AWSCredentials? credentials)
{
    private AWSCredentials? _credentials = credentials;
    private string? _region;

    /// <summary>Returns the identity for the options, or <see langword="null"/> for a host's own client whose credentials are unknown.</summary>
    public static S3Identity? Of(LoraS3Options options, IAmazonS3 client)
    {
        if (options.ClientFactory is null)
        {
            return new S3Identity(client, options.Bucket, CredentialsOf(options));
        }

        return (options.Credentials ?? client.Config?.DefaultAWSCredentials) is { } known ? new S3Identity(client, options.Bucket, known) : null;
    }

    /// <summary>Returns the credentials in the options, or <see langword="null"/> if the SDK resolves them.</summary>
    public static AWSCredentials? CredentialsOf(LoraS3Options options) =>
        options.Credentials ?? (string.IsNullOrEmpty(options.AccessKey) ? null : new BasicAWSCredentials(options.AccessKey, options.SecretKey));

    /// <summary>Returns the current credentials. Those of a role change every hour or so.</summary>
    public async Task<S3SigningScope> GetAsync(DateTimeOffset now)
    {
        _region ??= await FindRegionAsync().ConfigureAwait(false);
        _credentials ??= await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(client.Config).ConfigureAwait(false);
        return new S3SigningScope(await _credentials.GetCredentialsAsync().ConfigureAwait(false), _region, now);
    }

    /// <summary>Reads the region from a URL that the SDK signed, because the SDK resolves it from many sources.</summary>
    private async Task<string> FindRegionAsync()
    {
        const string Name = "X-Amz-Credential=";
        var address = await client.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = bucket, Key = "any", Expires = DateTime.UtcNow.AddHours(1) }).ConfigureAwait(false);
        var credential = Uri.UnescapeDataString(address.Split('?', '&').First(static part => part.StartsWith(Name, StringComparison.Ordinal))[Name.Length..]);

        // The access key may contain slashes; region, service and terminator do not.
        return credential.Split('/')[^3];
    }
}
