namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>What it takes to sort and choose rows without reading them.</summary>
internal sealed record RecordPlace
{
    public required Guid Id { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required LoraState State { get; init; }
}
