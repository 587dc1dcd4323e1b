namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row of an audit event. It refers to its LoRA by id without a foreign key, because it remains when the LoRA is deleted.</summary>
internal sealed class AuditEventRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    public required string Workspace { get; init; }

    public required string? UserId { get; init; }

    /// <summary><see cref="Digest"/> of <see cref="UserId"/>, which queries compare. Its length is fixed, and no collation considers two different digests equal.</summary>
    public required string? UserKey { get; init; }

    public required LoraAuditAction Action { get; init; }

    public required Guid? LoraId { get; init; }

    public required string? LoraName { get; init; }

    public required LoraAuditOutcome Outcome { get; init; }

    public required string? Code { get; init; }

    public static AuditEventRow From(LoraAuditEvent auditEvent) => new()
    {
        Id = auditEvent.Id,
        Time = auditEvent.Time,
        WorkspaceKey = LoraStorageKey.Segment(auditEvent.Workspace),
        Workspace = auditEvent.Workspace.Value,
        UserId = auditEvent.UserId,
        UserKey = auditEvent.UserId is { } user ? Digest.Of(user) : null,
        Action = auditEvent.Action,
        LoraId = auditEvent.LoraId?.Value,
        LoraName = auditEvent.LoraName,
        Outcome = auditEvent.Outcome,
        Code = auditEvent.Code,
    };

    public LoraAuditEvent ToEvent() => new()
    {
        Id = Id,
        Time = Time,
        Workspace = new LoraWorkspaceId(Workspace),
        UserId = UserId,
        Action = Action,
        LoraId = LoraId is { } id ? new LoraId(id) : null,
        LoraName = LoraName,
        Outcome = Outcome,
        Code = Code,
    };
}
