using System.Security.Claims;
using Lora.Inspection;
using Lora.Storage;

namespace Lora;

/// <summary>What a host may decide. Checked when the application starts; every fault is named at once.</summary>
public sealed class LoraManagementOptions
{
    /// <summary>The longest lifetime of a URL: 7 days, the limit of AWS Signature Version 4.</summary>
    public static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromDays(7);

    /// <summary>The largest file, in bytes. Default: 5 GiB (<see cref="LoraFileRules.DefaultMaxSize"/>).</summary>
    public long MaxFileSize { get; set; } = LoraFileRules.DefaultMaxSize;

    /// <summary>What every storage key begins with, without a slash at either end. May be empty. Default: <c>loras</c>.</summary>
    public string KeyPrefix { get; set; } = "loras";

    /// <summary>
    /// What stands before the storage key in the path an engine is given, such as <c>/runpod-volume/</c> where the bucket is mounted.
    /// Default: <see langword="null"/>, the file store's own full path.
    /// </summary>
    public string? PathPrefix { get; set; }

    /// <summary>Whether generation requests carry paths or URLs. Default: paths.</summary>
    public LoraReferenceKind References { get; set; }

    /// <summary>
    /// How long a URL works at most unless the caller says otherwise. Default: 1 hour; at most 7 days. It may end up to a twelfth earlier, so that requests for
    /// the same LoRA return the same URL for a while.
    /// </summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The smallest part of an upload, in bytes. Default: 16 MiB; S3 needs 5 MiB at least.</summary>
    public long PartSize { get; set; } = LoraPartPlan.DefaultPartSize;

    /// <summary>How long an upload session waits for its next part before it is thrown away. Default: 24 hours.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How the bytes of a browser reach storage. Default: <see cref="LoraUploadTransport.Auto"/>.</summary>
    public LoraUploadTransport Transport { get; set; }

    /// <summary>How long a URL for sending one part works. Default: 15 minutes; at most 7 days. A browser asks for new ones when they have expired.</summary>
    public TimeSpan PartUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many bytes a workspace may hold, uploads under way included. <see langword="null"/>: no limit, with a warning in the log when the application starts.
    /// Default: 500 GiB. For other rules register an <see cref="ILoraQuota"/>.
    /// </summary>
    public long? MaxWorkspaceBytes { get; set; } = 500L * 1024 * 1024 * 1024;

    /// <summary>
    /// How many uploads a workspace may have under way at once. A browser needs three. <see langword="null"/>: no limit, with a warning in the log when the application
    /// starts. Default: 32.
    /// </summary>
    public int? MaxWorkspaceUploads { get; set; } = 32;

    /// <summary>How often database and storage are compared. <see cref="TimeSpan.Zero"/> turns it off in this process. Default: 24 hours.</summary>
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// When an object that no row names is removed: after it was seen in two comparisons and is as old as this. Default: <see langword="null"/>, only when an
    /// administrator says so.
    /// </summary>
    public TimeSpan? RemoveUnknownAfter { get; set; }

    /// <summary>How much the inspection of a file may read and keep.</summary>
    public InspectionOptions Inspection { get; } = new();

    /// <summary>
    /// Gets or sets whether the background analysis also inspects LoRAs again whose facts are from older rules, once after each start of the application. Corrections stay.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool ReinspectStale { get; set; }

    /// <summary>
    /// Whether a <c>.ckpt</c> is taken that calls what is neither known to be harmless nor known to be an attack. One that would run code is never taken.
    /// Default: no.
    /// </summary>
    public bool AllowSuspicious { get; set; }

    /// <summary>
    /// How long a complete, a cancel or a delete that was begun is left to whoever began it, before another may take it over. Renewed while storage
    /// puts a file together. Default: 1 minute.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the sweeper runs. <see cref="TimeSpan.Zero"/> turns it off in this process. Default: 5 minutes.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how to tell users apart: unfinished uploads are listed by it, and the audit log names it. Default: <see cref="LoraWorkspaces.IdOf"/>.</summary>
    public Func<ClaimsPrincipal, string?> User { get; set; } = LoraWorkspaces.IdOf;

    /// <summary>Gets the authorization policies that operations need. Default: none; every user of a workspace may do everything in it.</summary>
    public LoraPolicies Policies { get; } = new();

    /// <summary>
    /// Gets or sets whether the default rule for workspaces gives the ids of version 0.1, without a namespace for each source. Only for applications with data from then, and
    /// only where a user's id, the claim <c>lora:workspace</c> and the anonymous workspace can never be equal. Default: <see langword="false"/>.
    /// </summary>
    public bool UseLegacyWorkspaceIds { get; set; }

    /// <summary>The models with their parameters. Default: the built-in catalogue.</summary>
    public ModelCatalog Models { get; } = ModelCatalog.CreateDefault();

    /// <summary>
    /// How long audit events stay in the database before the sweeper deletes them. <see cref="TimeSpan.Zero"/> keeps them forever. Default: 365 days.
    /// Applies where <see cref="LoraBuilder.UseDatabaseAudit"/> is called.
    /// </summary>
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How many bytes of request bodies this process may hold in memory at once, over all workspaces; one workspace gets at most half. Requests beyond it wait for some
    /// seconds and are then refused with <see cref="LoraErrorCodes.ServerBusy"/>. At least six parts of the largest file and three times
    /// <see cref="InspectionOptions.MaxHeaderLength"/>. Default: <see langword="null"/>, a quarter of the available memory, at most 512 MiB.
    /// </summary>
    public long? MaxBufferedBytes { get; set; }
}
