namespace Lora;

/// <summary>Which audit events of a workspace to return.</summary>
public sealed record LoraAuditQuery
{
    /// <summary>The largest <see cref="Take"/>: 200.</summary>
    public const int MaxTake = 200;

    /// <summary>Gets the maximum number of events to return, 1 to <see cref="MaxTake"/>. Default: 50.</summary>
    public int Take { get; init; } = 50;

    /// <summary>
    /// Gets <see cref="LoraPage{T}.Next"/> of the previous page, with the same filters; <see langword="null"/> for the first page. Events that are added in the meantime
    /// cause neither duplicates nor gaps.
    /// </summary>
    public string? After { get; init; }

    /// <summary>Gets the LoRA whose events are returned, which can be a deleted one; <see langword="null"/> for all LoRAs.</summary>
    public LoraId? LoraId { get; init; }

    /// <summary>Gets the user whose events are returned (ordinal comparison); <see langword="null"/> for all users.</summary>
    public string? UserId { get; init; }
}
