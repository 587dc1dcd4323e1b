using Lora.Storage.EntityFrameworkCore.Model;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>The columns that a list shows.</summary>
internal sealed record CardRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string NameKey { get; init; }

    public required string FileName { get; init; }

    public required string StorageKey { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required int UseCount { get; init; }

    public required string? Card { get; init; }

    public required bool IsDamaged { get; init; }

    public required LoraState State { get; init; }

    public LoraItem ToItem() => new(new LoraId(Id), Name, FileName, LoraItem.FormatOf(FileName), Size, StorageKey, UploadedAt, LastUsedAt, UseCount)
    {
        IsMissing = State == LoraState.Missing,
        IsDamaged = IsDamaged,
        Facts = LoraItemFacts.FromJson(Card),
    };
}

internal static class CardRows
{
    /// <summary>Reads only the columns that a list shows.</summary>
    public static IQueryable<CardRow> Cards(this IQueryable<LoraRecordRow> rows) => rows.Select(static row => new CardRow
    {
        Id = row.Id,
        Name = row.Name,
        NameKey = row.NameKey,
        FileName = row.FileName,
        StorageKey = row.StorageKey,
        Size = row.Size,
        UploadedAt = row.UploadedAt,
        LastUsedAt = row.LastUsedAt,
        UseCount = row.UseCount,
        Card = row.Card,
        IsDamaged = row.IsDamaged,
        State = row.State,
    });
}
