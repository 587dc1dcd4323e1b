using System.Globalization;
using Lora.Storage;

namespace Lora.Testing.Suites;

/// <summary>The rows that the suites of database stores share.</summary>
internal static class StoreSamples
{
    private static long _eras;
    private static long _milliseconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public static DateTimeOffset Start { get; } = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);

    /// <summary>Returns a workspace that no other test uses.</summary>
    public static LoraWorkspaceId NewWorkspace() => new(string.Create(CultureInfo.InvariantCulture, $"workspace {Guid.NewGuid():N}"));

    /// <summary>Returns a time before all rows of other tests, because the lists for background maintenance include all workspaces.</summary>
    public static DateTimeOffset NewEra() => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-Interlocked.Increment(ref _eras));

    /// <summary>Returns an id that sorts after every earlier one, however fast the store is.</summary>
    public static LoraId NewId() => new(Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Increment(ref _milliseconds))));

    public static LoraUpload NewUpload(LoraWorkspaceId workspace, string fileName = "style.safetensors", LoraId? id = null)
    {
        var ownId = id ?? NewId();
        return new LoraUpload
        {
            Id = ownId,
            Workspace = workspace,
            FileName = fileName,
            StorageKey = $"loras/{Guid.NewGuid():N}/{ownId}/style.safetensors",
            Size = 5L * 1024 * 1024 * 1024,
            PartSize = LoraPartPlan.DefaultPartSize,
            CreatedAt = Start,
            ExpiresAt = Start.AddHours(24),
            Stamp = Guid.NewGuid(),
        };
    }

    /// <summary>Returns the record of a completed upload.</summary>
    public static LoraRecord Finished(LoraUpload upload, string name = "style") => new()
    {
        Id = upload.Id,
        Workspace = upload.Workspace,
        Name = name,
        FileName = upload.FileName,
        StorageKey = upload.StorageKey,
        Size = upload.Size,
        UploadedAt = Start,
        StateChangedAt = Start,
        Stamp = Guid.NewGuid(),
    };

    /// <summary>Starts several calls at the same moment.</summary>
    public static async Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(index => Task.Run(async () =>
        {
            await start.Task;
            return await call(index);
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(calls);
    }

    /// <inheritdoc cref="TogetherAsync{T}(int, Func{int, Task{T}})" />
    public static Task TogetherAsync(int count, Func<int, Task> call) => TogetherAsync(count, async index =>
    {
        await call(index);
        return true;
    });
}
