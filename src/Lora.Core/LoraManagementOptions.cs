using System.Security.Claims;
using Lora.Access;
using Lora.Inspection;
using Lora.Storage;

namespace Lora;

/// <summary>The options of the toolkit. They are validated when the application starts; all errors are reported together.</summary>
public sealed class LoraManagementOptions
{
    /// <summary>The maximum lifetime of a URL: 7 days, the limit of AWS Signature Version 4.</summary>
    public static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromDays(7);

    /// <summary>Gets or sets the maximum file size, in bytes. Default: 5 GiB (<see cref="LoraFileRules.DefaultMaxSize"/>).</summary>
    public long MaxFileSize { get; set; } = LoraFileRules.DefaultMaxSize;

    /// <summary>Gets or sets the prefix of every storage key, without a slash at either end. Can be empty. Default: <c>loras</c>.</summary>
    public string KeyPrefix { get; set; } = "loras";

    /// <summary>
    /// Gets or sets the prefix that is put before the storage key in the path for an engine, such as <c>/runpod-volume/</c> if the bucket is mounted there.
    /// Default: <see langword="null"/>, which uses the full path of the file store.
    /// </summary>
    public string? PathPrefix { get; set; }

    /// <summary>Gets or sets whether generation requests contain paths or URLs. Default: <see cref="LoraReferenceKind.Path"/>.</summary>
    public LoraReferenceKind References { get; set; }

    /// <summary>
    /// Gets or sets the default lifetime of a URL. Default: 1 hour; maximum: 7 days. A URL can expire up to a twelfth of the lifetime earlier, so that requests for
    /// the same LoRA return the same URL for a while.
    /// </summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the minimum part size of an upload, in bytes. Default: 16 MiB; S3 requires at least 5 MiB.</summary>
    public long PartSize { get; set; } = LoraPartPlan.DefaultPartSize;

    /// <summary>Gets or sets how long an upload session waits for its next part before it is aborted. Default: 24 hours.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Gets or sets how browsers upload files to storage. Default: <see cref="LoraUploadTransport.Auto"/>.</summary>
    public LoraUploadTransport Transport { get; set; }

    /// <summary>Gets or sets the lifetime of a presigned URL for one part. Default: 15 minutes; maximum: 7 days. Browsers request new URLs when they have expired.</summary>
    public TimeSpan PartUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets the maximum number of bytes of a workspace, including unfinished uploads. <see langword="null"/> for no limit, which logs a warning when the application
    /// starts. Default: 500 GiB. For other rules, register an <see cref="ILoraQuota"/>.
    /// </summary>
    public long? MaxWorkspaceBytes { get; set; } = 500L * 1024 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the maximum number of unfinished uploads of a workspace. A browser needs three. <see langword="null"/> for no limit, which logs a warning when the
    /// application starts. Default: 32.
    /// </summary>
    public int? MaxWorkspaceUploads { get; set; } = 32;

    /// <summary>Gets or sets how often the database is reconciled with storage. <see cref="TimeSpan.Zero"/> turns it off in this process. Default: 24 hours.</summary>
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets the age at which reconciliation removes an object without a row. Default: <see langword="null"/>, which removes objects only on an administrator's
    /// request.
    /// </summary>
    public TimeSpan? RemoveUnknownAfter { get; set; }

    /// <summary>Gets the limits for inspecting a file.</summary>
    public InspectionOptions Inspection { get; } = new();

    /// <summary>
    /// Gets or sets whether the background analysis inspects LoRAs with facts from older rules again, once after each start of the application;
    /// files that could not be read are tried again after an hour. Corrections are kept.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool ReinspectStale { get; set; }

    /// <summary>
    /// Gets or sets whether to accept a <c>.ckpt</c> file that calls functions known neither as harmless nor as dangerous. A file that would run code is never accepted.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool AllowSuspicious { get; set; }

    /// <summary>
    /// Gets or sets how long a server has exclusive access to a completion, abort or delete that it started, before another server can take over. Renewed while storage
    /// assembles a file. Default: 1 minute.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how often the sweeper runs. <see cref="TimeSpan.Zero"/> turns it off in this process. Default: 5 minutes.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the function that returns a user's id, for the list of unfinished uploads and the audit log. Default: the claim <see cref="ClaimTypes.NameIdentifier"/>,
    /// otherwise <c>sub</c>, as <c>user:42</c>, or <c>idp:{issuer}:42</c> if the claim names an issuer.
    /// </summary>
    public Func<ClaimsPrincipal, string?> User { get; set; } = WorkspaceRule.IdOf;

    /// <summary>
    /// Gets the names of the authorization policies that operations require. Default: empty; every user of a workspace may perform an operation without a policy.
    /// </summary>
    public IDictionary<LoraOperation, string> Policies { get; } = new Dictionary<LoraOperation, string>();

    /// <summary>
    /// Gets or sets whether the default rule for workspaces uses the ids of version 0.1, without a namespace for each source. Only for applications with data from that version,
    /// and only if a user's id, the claim <c>lora:workspace</c> and the anonymous workspace can never be equal. Default: <see langword="false"/>.
    /// </summary>
    public bool UseLegacyWorkspaceIds { get; set; }

    /// <summary>Gets the models with their parameters. Default: the built-in catalog.</summary>
    public ModelCatalog Models { get; } = ModelCatalog.CreateDefault();

    /// <summary>
    /// Gets or sets how long audit events stay in the database before the sweeper deletes them. <see cref="TimeSpan.Zero"/> keeps them forever. Default: 365 days.
    /// Applies if <see cref="LoraBuilder.UseDatabaseAudit"/> is called.
    /// </summary>
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// Gets or sets the maximum number of bytes of request bodies that this process holds in memory, for all workspaces; one workspace gets at most half. Requests beyond the
    /// limit wait for some seconds and are then refused with <see cref="LoraErrorCodes.ServerBusy"/>. Minimum: six parts of the largest file, and three times
    /// <see cref="InspectionOptions.MaxHeaderLength"/>. Default: <see langword="null"/>, which is a quarter of the available memory, at most 512 MiB.
    /// </summary>
    public long? MaxBufferedBytes { get; set; }

    /// <summary>Returns the name of the policy that an operation requires, or <see langword="null"/> if it requires none.</summary>
    internal string? PolicyFor(LoraOperation operation) => Policies.TryGetValue(operation, out var name) && !string.IsNullOrEmpty(name) ? name : null;
}
