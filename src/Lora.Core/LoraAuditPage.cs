namespace Lora;

/// <summary>One page of audit events.</summary>
/// <param name="Items">The events, newest first.</param>
/// <param name="Next">The <see cref="LoraAuditQuery.After"/> of the next page; <see langword="null"/> if this is the last one.</param>
public sealed record LoraAuditPage(IReadOnlyList<LoraAuditEvent> Items, string? Next);
