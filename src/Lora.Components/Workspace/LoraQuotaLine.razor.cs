using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the storage usage and limits of a workspace in one line. Renders nothing if there are no limits.</summary>
public sealed partial class LoraQuotaLine
{
    private const double NearlyFull = 0.9;
    private const double NearlyAtUploads = 0.8;

    private LoraComponentServices? _componentServices;

    /// <summary>Gets or sets the usage and limits; <see langword="null"/> until they are loaded.</summary>
    [Parameter]
    [EditorRequired]
    public LoraWorkspaceInfo? Info { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    // The server counts unfinished uploads against the limit.
    private long Used => Info is { Usage: var usage } ? usage.Bytes + usage.UploadBytes : 0;

    private bool IsNearlyFull => Info?.Limits.Bytes is { } limit && Used >= limit * NearlyFull;

    private bool IsFull => Info?.Limits.Bytes is { } limit && Used >= limit;

    private bool IsNearlyAtUploads => Info is { Limits.Uploads: { } limit } && Info.Usage.Uploads >= limit * NearlyAtUploads;

    private bool CanDelete => Info?.Allows(LoraOperation.Delete) == true;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private string UsedText(long limit) => Texts["Quota.Used", ComponentServices.Format.SizeLike(Used, limit), ComponentServices.Format.Limit(limit)];
}
