namespace Lora.AspNetCore.Contracts;

/// <summary>An audit event. Its workspace is the caller's.</summary>
/// <param name="Id">The id of the event.</param>
/// <param name="Time">When it happened, in UTC.</param>
/// <param name="UserId">The user, or <see langword="null"/> for the application itself.</param>
/// <param name="Action">What was done.</param>
/// <param name="LoraId">The LoRA, if the action was about one.</param>
/// <param name="LoraName">The name of the LoRA or of the file.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">The error code, or <see langword="null"/> if the action succeeded.</param>
internal sealed record AuditEventBody(
    Guid Id, DateTimeOffset Time, string? UserId, LoraAuditAction Action, LoraId? LoraId, string? LoraName, LoraAuditOutcome Outcome, string? Code);

/// <summary>A page of audit events.</summary>
/// <param name="Items">The events, newest first.</param>
/// <param name="Next">The value of <c>after</c> for the next page, or <see langword="null"/> on the last one.</param>
internal sealed record AuditPageBody(IReadOnlyList<AuditEventBody> Items, string? Next);
