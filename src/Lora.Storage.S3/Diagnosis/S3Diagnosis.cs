using System.Globalization;
using Amazon.Runtime;
using Amazon.S3.Model;
using Lora.Storage.S3.Buckets;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Diagnosis;

/// <summary>Checks that the bucket can be reached and is set up correctly for uploads and downloads.</summary>
internal sealed class S3Diagnosis(S3Connection connection, LoraManagementOptions options)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private bool WantsDirect => options.Transport != LoraUploadTransport.Proxied;

    public async Task<IReadOnlyList<LoraStorageProblem>> RunAsync(string? origin, CancellationToken cancellationToken)
    {
        var findings = new List<LoraStorageProblem>();
        Add(SigningOf());
        Add(PartSizeOf());
        var first = await ListAsync(cancellationToken).ConfigureAwait(false);
        Add(first);
        if (first is null or { Code: S3ProblemCodes.List })
        {
            var probe = new S3Probe(connection, options.KeyPrefix);
            Add(await ClockAsync(cancellationToken).ConfigureAwait(false));
            findings.AddRange(await probe.WriteAsync(cancellationToken).ConfigureAwait(false));
            // Without the permission to list, S3 never reports that an object is missing.
            Add(first is null ? await probe.ReadAsync(cancellationToken).ConfigureAwait(false) : null);
            Add(await probe.DeleteAsync(cancellationToken).ConfigureAwait(false));
            Add(await CorsAsync(origin, cancellationToken).ConfigureAwait(false));
            Add(await RulesAsync(cancellationToken).ConfigureAwait(false));
        }

        return findings;

        void Add(LoraStorageProblem? finding)
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }
    }

    private LoraStorageProblem? SigningOf()
    {
        if (options.Transport == LoraUploadTransport.Direct && !connection.Profile.AcceptsSignedUrls)
        {
            return new LoraStorageProblem(
                S3ProblemCodes.Signing,
                $"The server is {connection.Profile.Name}, which doesn't accept signed URLs, so browsers can't upload to it directly. Set LoraManagementOptions.Transport to Auto or Proxied.",
                IsSevere: true);
        }

        return connection.LacksCredentials
            ? new LoraStorageProblem(
                S3ProblemCodes.Signing,
                "The server could detect parts that are corrupted in transit, but ClientFactory doesn't expose the credentials of its client. Set LoraS3Options.Credentials to the same credentials.",
                IsSevere: false)
            : null;
    }

    private LoraStorageProblem? PartSizeOf()
    {
        const long Mebibyte = 1024 * 1024;
        var largest = connection.Profile.LargestPart;
        return LoraPartPlan.For(options.MaxFileSize, options.PartSize).PartSize <= largest
            ? null
            : new LoraStorageProblem(
                S3ProblemCodes.PartSize,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The server accepts parts of at most {largest / Mebibyte} MiB. Change LoraManagementOptions.PartSize, or MaxFileSize: a file has at most {LoraPartPlan.MaxParts} parts."),
                IsSevere: true);
    }

    private async Task<LoraStorageProblem?> ListAsync(CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = connection.Bucket, Prefix = options.KeyPrefix, MaxKeys = 1 };
        try
        {
            await connection.CallAsync("ListObjectsV2", (client, token) => client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (LoraStorageException exception)
        {
            return new LoraStorageProblem(CodeOf(exception), exception.Message, IsSevere: true);
        }
    }

    private static string CodeOf(LoraStorageException exception) => (exception.InnerException as AmazonServiceException)?.ErrorCode switch
    {
        "NoSuchBucket" => S3ProblemCodes.Missing,
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => S3ProblemCodes.Credentials,
        "RequestTimeTooSkewed" => S3ProblemCodes.Clock,
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" => S3ProblemCodes.Region,
        "AccessDenied" => S3ProblemCodes.List,
        // The SDK found no credentials, so it sent no request.
        null when !exception.IsTransient && exception.InnerException is AmazonClientException => S3ProblemCodes.Credentials,
        _ => S3ProblemCodes.Unreachable,
    };

    private async Task<LoraStorageProblem?> ClockAsync(CancellationToken cancellationToken)
    {
        if (await connection.ReadClockAsync(cancellationToken).ConfigureAwait(false) is not { } difference || difference.Duration() <= ClockTolerance)
        {
            return null;
        }

        var minutes = Math.Round(difference.Duration().TotalMinutes, 1).ToString(CultureInfo.InvariantCulture);
        return new LoraStorageProblem(
            S3ProblemCodes.Clock,
            $"The server's clock is {minutes} minutes {(difference > TimeSpan.Zero ? "ahead of" : "behind")} this machine's, so URLs expire too {(difference > TimeSpan.Zero ? "early" : "late")}. Synchronize the clocks.",
            IsSevere: difference >= options.PartUrlLifetime && WantsDirect);
    }

    private async Task<LoraStorageProblem?> CorsAsync(string? origin, CancellationToken cancellationToken)
    {
        if (!WantsDirect || !connection.Profile.AcceptsSignedUrls)
        {
            return null;
        }

        var preflight = new S3Preflight(connection);
        var allowed = await preflight.IsAllowedAsync(origin ?? S3Origin.ExampleOf("*"), cancellationToken).ConfigureAwait(false);
        if (allowed == true)
        {
            return null;
        }

        var headers = preflight.Headers.Count == 0 ? "" : $" with the header {string.Join(", ", preflight.Headers)}";
        if (origin is not null)
        {
            return Cors(allowed is null
                ? "The server can't be reached at the address that browsers use. Check LoraS3Options.PublicServiceUrl."
                : $"Pages of {origin} may not upload to the bucket. Call LoraS3Bucket.EnsureCorsAsync(\"{origin}\"), or add a CORS rule that allows PUT{headers}.");
        }

        try
        {
            return await new S3CorsRule(connection).ExistsAsync(cancellationToken).ConfigureAwait(false)
                ? null
                : Cors($"No other site may upload to the bucket. Call LoraS3Bucket.EnsureCorsAsync with this application's origin, or add a CORS rule that allows PUT{headers}.");
        }
        catch (LoraStorageException exception)
        {
            return Cors($"The CORS rules of the bucket can't be read. To test them, set LoraHttpOptions.PublicUrl or pass the origin of the pages to LoraS3Bucket.DiagnoseAsync. {exception.Message}", isSevere: false);
        }
    }

    /// <summary>Creates a CORS problem. It is a warning if uploads can go through the application instead.</summary>
    private LoraStorageProblem Cors(string message, bool isSevere = true) =>
        new(S3ProblemCodes.Cors, message, isSevere && options.Transport == LoraUploadTransport.Direct);

    private async Task<LoraStorageProblem?> RulesAsync(CancellationToken cancellationToken)
    {
        if (!connection.Profile.HasUploadRules)
        {
            return null;
        }

        try
        {
            return await new S3LifecycleRule(connection, options).FindAsync(cancellationToken).ConfigureAwait(false) switch
            {
                null => new LoraStorageProblem(
                    S3ProblemCodes.Rules, "The bucket has no lifecycle rule that aborts abandoned uploads. Call LoraS3Bucket.EnsureBucketRulesAsync once.", IsSevere: false),
                { } days when TimeSpan.FromDays(days) < options.UploadLifetime => new LoraStorageProblem(
                    S3ProblemCodes.Rules,
                    string.Create(CultureInfo.InvariantCulture, $"A lifecycle rule of the bucket aborts uploads after {days} days, before LoraManagementOptions.UploadLifetime ends. Raise the days or lower the lifetime."),
                    IsSevere: true),
                _ => null,
            };
        }
        catch (LoraStorageException exception)
        {
            return new LoraStorageProblem(
                S3ProblemCodes.Rules, $"The lifecycle rules of the bucket can't be read. {exception.Message}", IsSevere: false);
        }
    }
}
