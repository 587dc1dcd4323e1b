namespace Lora;

/// <summary>Which audit events of a workspace to return.</summary>
public sealed record LoraAuditQuery
{
    /// <summary>The largest <see cref="Take"/>: 200.</summary>
    public const int MaxTake = 200;

    /// <summary>Gets the maximum number of events to return, 1 to <see cref="MaxTake"/>. Default: 50.</summary>
    public int Take { get; init; } = 50;

    /// <summary>
    /// Gets <see cref="LoraAuditPage.Next"/> of the previous page, with the same filters; <see langword="null"/> for the first page. Events that are added meanwhile
    /// make no other one appear twice or go missing.
    /// </summary>
    public string? After { get; init; }

    /// <summary>Gets the only LoRA whose events are returned, also after it was deleted; <see langword="null"/> for all.</summary>
    public LoraId? LoraId { get; init; }

    /// <summary>Gets the only user whose events are returned, compared ordinally; <see langword="null"/> for all.</summary>
    public string? UserId { get; init; }
}
