using Lora.Storage;
using Lora.Storage.S3.Buckets;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Diagnosis;

namespace Lora;

/// <summary>
/// Sets up the bucket that <c>UseS3</c> names and checks it for problems. Use it in an administrator's page or command, or at startup.
/// Get it from the service provider. All methods are idempotent and can be called on several machines at once.
/// </summary>
public sealed class LoraS3Bucket
{
    private readonly S3Connection _connection;
    private readonly LoraManagementOptions _options;

    internal LoraS3Bucket(S3Connection connection, LoraManagementOptions options) => (_connection, _options) = (connection, options);

    /// <summary>
    /// Allows pages of these origins to upload to the bucket. Sends a preflight request for each, and adds a CORS rule for those that are not allowed. Existing rules are kept.
    /// </summary>
    /// <param name="origins">The origins: scheme, host and port, such as <c>https://studio.example</c>. Each may contain one <c>*</c> as a wildcard.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns><see langword="true"/> if a rule was added; <see langword="false"/> if nothing had to be changed.</returns>
    /// <exception cref="ArgumentException">One of the values is not an origin.</exception>
    /// <exception cref="LoraStorageException">The server cannot be reached, does not support CORS rules, or does not allow these credentials to change them.</exception>
    public Task<bool> EnsureCorsAsync(IEnumerable<string> origins, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(origins);
        return new S3CorsRule(_connection).EnsureAsync(origins, cancellationToken);
    }

    /// <summary>Allows pages of one origin to upload to the bucket.</summary>
    /// <param name="origin">The origin: scheme, host and port, such as <c>https://studio.example</c>. It may contain one <c>*</c> as a wildcard.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns><see langword="true"/> if a rule was added; <see langword="false"/> if nothing had to be changed.</returns>
    public Task<bool> EnsureCorsAsync(string origin, CancellationToken cancellationToken = default) => EnsureCorsAsync([origin], cancellationToken);

    /// <summary>
    /// Adds a lifecycle rule that aborts uploads under <see cref="LoraManagementOptions.KeyPrefix"/> that are not completed after 7 days, or a day after
    /// <see cref="LoraManagementOptions.UploadLifetime"/> if that is longer. It is a safety net below this toolkit's own sweeper. Existing rules are kept.
    /// Does nothing on servers that do not support or do not need such rules.
    /// </summary>
    /// <returns><see langword="true"/> if a rule was added; <see langword="false"/> if nothing had to be changed.</returns>
    /// <exception cref="LoraStorageException">The server cannot be reached, or does not allow these credentials to change its rules.</exception>
    public async Task<bool> EnsureBucketRulesAsync(CancellationToken cancellationToken = default) =>
        _connection.Profile.HasUploadRules && await new S3LifecycleRule(_connection, _options).EnsureAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Checks the bucket and returns its problems, with what to do about each. An upload is started and aborted; nothing else is changed, and nothing is left behind.
    /// </summary>
    /// <param name="origin">
    /// The origin of the pages that upload, such as <c>https://studio.example</c>. Default: <see langword="null"/>, unknown: any CORS rule of the bucket is accepted.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The problems, with stable codes such as <c>bucket.cors</c>. Empty if there are none.</returns>
    public Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) =>
        new S3Diagnosis(_connection, _options).RunAsync(origin, cancellationToken);
}
