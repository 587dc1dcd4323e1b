using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lora.Storage.S3.Signing;

/// <summary>Who this application is to the server: the credentials, as far as they can be reached, and the region that the SDK signs for.</summary>
internal sealed class S3Identity(IAmazonS3 client, string bucket, AWSCredentials? credentials)
{
    private AWSCredentials? _credentials = credentials;
    private string? _region;

    /// <summary>Those of the options; <see langword="null"/> for a host's own client that keeps them to itself.</summary>
    public static S3Identity? Of(LoraS3Options options, IAmazonS3 client)
    {
        if (options.ClientFactory is null)
        {
            return new S3Identity(client, options.Bucket, CredentialsOf(options));
        }

        return (options.Credentials ?? client.Config?.DefaultAWSCredentials) is { } known ? new S3Identity(client, options.Bucket, known) : null;
    }

    /// <summary>The credentials that are set; <see langword="null"/> where the SDK looks for some.</summary>
    public static AWSCredentials? CredentialsOf(LoraS3Options options) =>
        options.Credentials ?? (string.IsNullOrEmpty(options.AccessKey) ? null : new BasicAWSCredentials(options.AccessKey, options.SecretKey));

    /// <summary>What to sign with now: credentials of a role change from hour to hour.</summary>
    public async Task<S3SigningScope> GetAsync(DateTimeOffset now)
    {
        _region ??= await FindRegionAsync().ConfigureAwait(false);
        _credentials ??= await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(client.Config).ConfigureAwait(false);
        return new S3SigningScope(await _credentials.GetCredentialsAsync().ConfigureAwait(false), _region, now);
    }

    /// <summary>The SDK finds the region in many ways. What it makes of them stands in every address that it signs.</summary>
    private async Task<string> FindRegionAsync()
    {
        const string Name = "X-Amz-Credential=";
        var address = await client.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = bucket, Key = "any", Expires = DateTime.UtcNow.AddHours(1) }).ConfigureAwait(false);
        var credential = Uri.UnescapeDataString(address.Split('?', '&').First(static part => part.StartsWith(Name, StringComparison.Ordinal))[Name.Length..]);

        // The access key may have slashes of its own; region, service and terminator have none.
        return credential.Split('/')[^3];
    }
}
