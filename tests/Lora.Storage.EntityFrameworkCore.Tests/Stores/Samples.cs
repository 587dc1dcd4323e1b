namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

internal static class Samples
{
    public static LoraWorkspaceId Workspace { get; } = new("ada");

    public static LoraUpload Upload()
    {
        var id = LoraId.New(TimeProvider.System);
        var now = new DateTimeOffset(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);
        return new LoraUpload
        {
            Id = id,
            Workspace = Workspace,
            FileName = "style.safetensors",
            StorageKey = $"loras/ada/{id}/style.safetensors",
            Size = 1000,
            PartSize = 1000,
            CreatedAt = now,
            ExpiresAt = now.AddDays(1),
            Stamp = Guid.NewGuid(),
        };
    }

    public static LoraRecord Record(LoraUpload upload) => new()
    {
        Id = upload.Id,
        Workspace = upload.Workspace,
        Name = "style",
        FileName = upload.FileName,
        StorageKey = upload.StorageKey,
        Size = upload.Size,
        UploadedAt = upload.CreatedAt,
        StateChangedAt = upload.CreatedAt,
        Stamp = Guid.NewGuid(),
    };

    public static async Task<LoraRecord> AddSampleAsync(this ILoraStore store)
    {
        var upload = Upload();
        var record = Record(upload);
        Assert.True(await store.TryAddUploadAsync(upload));
        Assert.True(await store.TryPromoteAsync(record, upload.Stamp));
        return record;
    }
}
