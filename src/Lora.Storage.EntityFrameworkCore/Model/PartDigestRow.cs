namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>What a part of an upload session was announced with. It goes with its session, by the database's own hand.</summary>
internal sealed class PartDigestRow
{
    public required Guid UploadId { get; init; }

    public required int Number { get; init; }

    public required string Sha256 { get; init; }
}
