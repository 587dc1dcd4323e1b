using Lora.Storage;
using Lora.Storage.S3.Buckets;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Diagnosis;

namespace Lora;

/// <summary>
/// Sets up the bucket that <c>UseS3</c> names, and looks what is wrong with it. For an administrator's page or command, or for the start of an application;
/// take it from the services. Everything may be called again, and on several machines.
/// </summary>
public sealed class LoraS3Bucket
{
    private readonly S3Connection _connection;
    private readonly LoraManagementOptions _options;

    internal LoraS3Bucket(S3Connection connection, LoraManagementOptions options) => (_connection, _options) = (connection, options);

    /// <summary>
    /// Lets pages of these origins send parts to the bucket: asks the server as a browser would, and adds a CORS rule for those that may not. Rules that are there stay.
    /// </summary>
    /// <param name="origins">Scheme, host and port, such as <c>https://studio.example</c>. One <c>*</c> may stand for anything.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether a rule had to be added.</returns>
    /// <exception cref="ArgumentException">One of them is not an origin.</exception>
    /// <exception cref="LoraStorageException">The server cannot be reached, has no such rules, or lets these credentials not change them.</exception>
    public Task<bool> EnsureCorsAsync(IEnumerable<string> origins, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(origins);
        return new S3CorsRule(_connection).EnsureAsync(origins, cancellationToken);
    }

    /// <summary>Lets pages of one origin send parts to the bucket.</summary>
    /// <param name="origin">Scheme, host and port, such as <c>https://studio.example</c>. One <c>*</c> may stand for anything.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether a rule had to be added.</returns>
    public Task<bool> EnsureCorsAsync(string origin, CancellationToken cancellationToken = default) => EnsureCorsAsync([origin], cancellationToken);

    /// <summary>
    /// Has the server remove uploads under <see cref="LoraManagementOptions.KeyPrefix"/> that nobody has finished after 7 days, or a day after
    /// <see cref="LoraManagementOptions.UploadLifetime"/> if that is longer: the net below this toolkit's own sweeper. Rules that are there stay.
    /// Does nothing on servers that have no such rules or need none.
    /// </summary>
    /// <returns>Whether a rule had to be added.</returns>
    /// <exception cref="LoraStorageException">The server cannot be reached, or lets these credentials not change its rules.</exception>
    public async Task<bool> EnsureBucketRulesAsync(CancellationToken cancellationToken = default) =>
        _connection.Profile.HasUploadRules && await new S3UploadRule(_connection, _options).EnsureAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Looks, and says in words what is wrong and what to do about it. An upload is begun and thrown away; nothing else is changed, and nothing is left.
    /// </summary>
    /// <param name="origin">
    /// The origin of the pages that upload, such as <c>https://studio.example</c>. Default: <see langword="null"/>, not known; then any CORS rule of the bucket is enough.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>What is wrong, with codes from <see cref="LoraS3ProblemCodes"/>; empty when all is well.</returns>
    public Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) =>
        new S3Diagnosis(_connection, _options).RunAsync(origin, cancellationToken);
}
