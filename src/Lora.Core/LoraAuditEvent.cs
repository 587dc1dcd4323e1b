namespace Lora;

/// <summary>Who changed what, when and with which outcome. Contains no secrets and nothing from the content of a file.</summary>
public sealed record LoraAuditEvent
{
    /// <summary>Gets the id, a version 7 GUID. An event that is written again keeps its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the time of the event (UTC, whole milliseconds).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the workspace in which it happened.</summary>
    public required LoraWorkspaceId Workspace { get; init; }

    /// <summary>
    /// Gets the user, or <see langword="null"/> if the user was not signed in or the application itself acted, for example to finish an interrupted operation.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>Gets what was done.</summary>
    public required LoraAuditAction Action { get; init; }

    /// <summary>Gets the LoRA, or <see langword="null"/> if the operation was not about one or ended before there was one.</summary>
    public LoraId? LoraId { get; init; }

    /// <summary>
    /// Gets the name of the LoRA after the operation, or the file name if there is no LoRA; <see langword="null"/> if unknown. Characters that cannot be printed are
    /// replaced with U+FFFD.
    /// </summary>
    public string? LoraName { get; init; }

    /// <summary>Gets the outcome.</summary>
    public required LoraAuditOutcome Outcome { get; init; }

    /// <summary>Gets the error code (see <see cref="LoraErrorCodes"/>), or <see langword="null"/> if the operation succeeded.</summary>
    public string? Code { get; init; }
}
