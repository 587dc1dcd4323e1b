namespace Lora.Wire;

/// <summary>A page of audit events.</summary>
/// <param name="Items">The events, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; <see langword="null"/> on the last one.</param>
internal sealed record AuditPageBody(IReadOnlyList<AuditEventBody> Items, string? Next);
