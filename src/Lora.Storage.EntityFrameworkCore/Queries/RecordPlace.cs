namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>The columns that sort and filter rows without reading the rest of them.</summary>
internal sealed record RecordPlace
{
    public required Guid Id { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required LoraState State { get; init; }
}
