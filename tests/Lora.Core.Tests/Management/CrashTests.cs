using Lora.Conformance.Faults;
using Lora.Conformance.Files;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>The process crashes at every step of every operation. A new process on the same data sweeps, and the data must be consistent.</summary>
public sealed class CrashTests
{
    private const int Size = Toolkit.PartSize + 100;

    [Fact]
    public Task Uploading_a_stream_survives_a_crash() => CrashAtEveryStepAsync(
        static toolkit => Task.FromResult<LoraUpload?>(null),
        static async (toolkit, _) => await toolkit.UploadAsync("neon.safetensors", Size));

    [Fact]
    public Task Uploading_a_stream_of_unknown_size_survives_a_crash() => CrashAtEveryStepAsync(
        static toolkit => Task.FromResult<LoraUpload?>(null),
        static async (toolkit, _) => await toolkit.Manager.UploadUpToAsync(toolkit.Ada, "neon.safetensors", Size + 231, new MemoryStream(Toolkit.Bytes(Size))));

    [Fact]
    public Task Uploading_in_parts_survives_a_crash() => CrashAtEveryStepAsync(
        static toolkit => Task.FromResult<LoraUpload?>(null),
        static async (toolkit, _) =>
        {
            var upload = await BeginAsync(toolkit);
            await PutAllAsync(toolkit, upload);
            await toolkit.Manager.CompleteUploadAsync(toolkit.Ada, upload.Id);
        });

    [Fact]
    public Task Completing_survives_a_crash() => CrashAtEveryStepAsync(
        static async toolkit => await BeginWholeAsync(toolkit),
        static async (toolkit, upload) => await toolkit.Manager.CompleteUploadAsync(toolkit.Ada, upload!.Id));

    [Fact]
    public Task Aborting_survives_a_crash() => CrashAtEveryStepAsync(
        static async toolkit => await BeginWholeAsync(toolkit),
        static async (toolkit, upload) => await toolkit.Manager.AbortUploadAsync(toolkit.Ada, upload!.Id));

    [Fact]
    public Task Deleting_survives_a_crash() => CrashAtEveryStepAsync(
        static async toolkit =>
        {
            await toolkit.UploadAsync("doomed.safetensors", Size);
            return null;
        },
        static async (toolkit, _) =>
        {
            var page = (await toolkit.Manager.ListAsync(toolkit.Ada, new LoraQuery { Search = "doomed" })).OrThrow();
            await toolkit.Manager.DeleteAsync(toolkit.Ada, page.Items[0].Id);
        });

    [Fact]
    public Task Inspecting_again_survives_a_crash() => CrashAtEveryStepAsync(
        static async toolkit =>
        {
            var bytes = ThumbnailFile.Make();
            await toolkit.Manager.UploadAsync(toolkit.Ada, "pictured.safetensors", bytes.Length, new MemoryStream(bytes));
            return null;
        },
        static async (toolkit, _) =>
        {
            var newest = (await toolkit.Manager.ListAsync(toolkit.Ada, new LoraQuery { Take = 1 })).OrThrow().Items[0];
            (await toolkit.Manager.ReinspectAsync(toolkit.Ada, newest.Id)).OrThrow();
        });

    [Fact]
    public Task Sweeping_survives_a_crash() => CrashAtEveryStepAsync(
        static async toolkit =>
        {
            var upload = await BeginWholeAsync(toolkit);
            toolkit.Time.Advance(TimeSpan.FromHours(25));
            return upload;
        },
        static async (toolkit, _) => await toolkit.Sweeper.SweepAsync());

    [Fact]
    public Task Importing_an_orphan_survives_a_crash() => CrashAtEveryStepAsync(
        PutUnknownAsync,
        static async (toolkit, _) => await toolkit.Manager.ReconcileAsync(toolkit.Ada, apply: true),
        static toolkit => toolkit.Manager.ReconcileAsync(toolkit.Ada, apply: true));

    [Fact]
    public Task Removing_an_orphan_survives_a_crash() => CrashAtEveryStepAsync(PutUnknownAsync, static (toolkit, _) => RemoveUnknownAsync(toolkit), RemoveUnknownAsync);

    [Fact]
    public async Task Client_can_complete_again_after_a_crash()
    {
        await using var toolkit = await Toolkit.StartAsync();
        for (var step = 1; ; step++)
        {
            var upload = (await BeginWholeAsync(toolkit))!;
            toolkit.Fault.CrashAt(toolkit.Fault.Steps + step);
            var died = await DiesAsync(toolkit, () => toolkit.Manager.CompleteUploadAsync(toolkit.Ada, upload.Id));
            await toolkit.RestartAsync();
            toolkit.Time.Advance(TimeSpan.FromMinutes(2));

            var record = (await toolkit.Manager.CompleteUploadAsync(toolkit.Ada, upload.Id)).OrThrow();

            Assert.Equal(upload.Id, record.Id);
            Assert.Equal(Size, (await toolkit.Files.FindAsync(record.StorageKey))!.Size);
            if (!died)
            {
                Assert.True(step > 6, $"Only {step} steps.");
                return;
            }
        }
    }

    private static async Task<LoraUpload?> PutUnknownAsync(Toolkit toolkit)
    {
        foreach (var imported in (await toolkit.Manager.ListAsync(toolkit.Ada, new LoraQuery())).OrThrow().Items)
        {
            (await toolkit.Manager.DeleteAsync(toolkit.Ada, imported.Id)).OrThrow();
        }

        var bytes = Toolkit.Bytes(4096);
        await toolkit.Files.WriteAsync("loras/ada/by-hand/neon.safetensors", new MemoryStream(bytes), bytes.Length);
        return null;
    }

    private static async Task RemoveUnknownAsync(Toolkit toolkit)
    {
        var maintenance = toolkit.Services.GetRequiredService<LoraMaintenance>();
        var found = (await maintenance.CompareAsync()).OrThrow().Found;
        await maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [.. found.Select(file => file.StorageKey)]);
    }

    private static async Task CrashAtEveryStepAsync(
        Func<Toolkit, Task<LoraUpload?>> arrange, Func<Toolkit, LoraUpload?, Task> act, Func<Toolkit, Task>? again = null)
    {
        await using var toolkit = await Toolkit.StartAsync();
        await toolkit.UploadAsync("bystander.safetensors", 500, toolkit.Bob);
        for (var step = 1; ; step++)
        {
            var upload = await arrange(toolkit);
            toolkit.Fault.CrashAt(toolkit.Fault.Steps + step);
            var died = await DiesAsync(toolkit, () => act(toolkit, upload));

            await toolkit.RestartAsync();
            toolkit.Time.Advance(TimeSpan.FromHours(25));
            Assert.Equal(0, (await toolkit.Sweeper.SweepAsync()).Failures);
            await (again?.Invoke(toolkit) ?? Task.CompletedTask);

            await AssertInOrderAsync(toolkit, step);
            if (!died)
            {
                Assert.True(step > 3, $"Only {step} steps.");
                return;
            }
        }
    }

    private static async Task AssertInOrderAsync(Toolkit toolkit, int step)
    {
        var (ready, uploads, deleting, files) = await toolkit.EverythingAsync();
        Assert.True(uploads == 0 && deleting == 0, $"Step {step} left {uploads} upload rows and {deleting} hidden records.");
        Assert.True(ready.Count == files.Count, $"Step {step}: {ready.Count} records, but these files: {string.Join(", ", files)}");
        Assert.Contains(ready, record => record.Name == "bystander");
        foreach (var record in ready)
        {
            Assert.Equal(record.Size, (await toolkit.Files.FindAsync(record.StorageKey))?.Size);
            Assert.Equal(record.Facts.IsThumbnailStored, await toolkit.Store.FindThumbnailAsync(record.Workspace, record.Id) is not null);
        }
    }

    private static async Task<bool> DiesAsync(Toolkit toolkit, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ProcessCrashedException)
        {
            Assert.True(toolkit.Fault.HasCrashed);
        }

        return toolkit.Fault.HasCrashed;
    }

    private static async Task<LoraUpload> BeginAsync(Toolkit toolkit) =>
        (await toolkit.Manager.BeginUploadAsync(toolkit.Ada, "neon.safetensors", Size)).OrThrow().Upload;

    private static async Task<LoraUpload?> BeginWholeAsync(Toolkit toolkit)
    {
        var upload = await BeginAsync(toolkit);
        await PutAllAsync(toolkit, upload);
        return upload;
    }

    private static async Task PutAllAsync(Toolkit toolkit, LoraUpload upload)
    {
        var bytes = Toolkit.Bytes(Size);
        for (var number = 1; number <= upload.Parts.Count; number++)
        {
            using var content = new MemoryStream(bytes, (number - 1) * Toolkit.PartSize, (int)upload.Parts.SizeOf(number));
            await toolkit.Manager.PutPartAsync(toolkit.Ada, upload.Id, number, content);
        }
    }
}
