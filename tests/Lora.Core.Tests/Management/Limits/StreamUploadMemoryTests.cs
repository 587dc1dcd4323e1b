using Lora.Limits;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management.Limits;

public sealed class StreamUploadMemoryTests
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The smallest part size of the options, in bytes. Memory is counted in blocks of 1 MiB.</summary>
    private const int PartSize = 5 * 1024 * 1024;

    private const long Smallest = 6L * PartSize;

    [Fact]
    public async Task Uploads_of_two_workspaces_succeed_with_the_minimum_memory()
    {
        await using var toolkit = await StartAsync();
        var sizes = new[] { (3 * PartSize) + 17, (6 * PartSize) + 5 };

        var uploads = await Task.WhenAll(sizes.Select((size, index) => toolkit.UploadAsync($"{index}.safetensors", size, index == 0 ? toolkit.Ada : toolkit.Bob)));

        Assert.Equal(sizes.Select(size => (long)size), uploads.Select(upload => upload.Size));
        Assert.Equal(0, MemoryOf(toolkit).Used);
    }

    [Fact]
    public async Task Memory_is_released_for_every_outcome_of_an_upload()
    {
        await using var toolkit = await StartAsync();
        await Assert.ThrowsAsync<IOException>(() =>
            toolkit.Manager.UploadAsync(toolkit.Ada, "a.ckpt", null, new BreakingStream((2 * PartSize) + 5, () => throw new IOException("Gone."))));
        toolkit.Fault.Once("Files.PutPartAsync:before", static () => new LoraStorageException());
        await Assert.ThrowsAsync<LoraStorageException>(() => toolkit.UploadAsync("b.safetensors", 3 * PartSize));
        using var content = new MemoryStream(Toolkit.Bytes(PartSize + 1));
        Assert.NotEmpty((await toolkit.Manager.UploadAsync(toolkit.Ada, "c.ckpt", PartSize, content)).Issues);

        Assert.Equal(0, MemoryOf(toolkit).Used);
        await toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Upload_without_memory_times_out_and_leaves_nothing()
    {
        await using var toolkit = await StartAsync();
        var memory = MemoryOf(toolkit);
        TakeAll(memory, toolkit.Ada);

        var upload = toolkit.UploadAsync("a.safetensors", 2 * PartSize);
        while (!upload.IsCompleted)
        {
            toolkit.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        var exception = await Assert.ThrowsAsync<LoraException>(() => upload);
        Assert.Equal((LoraErrorCodes.ServerBusy, true), (exception.Code, exception.IsTransient));
        await toolkit.AssertNothingIsLeftAsync();
        await toolkit.UploadAsync("b.safetensors", 2 * PartSize, toolkit.Bob);
    }

    [Fact]
    public async Task Upload_waits_for_the_memory_of_its_own_parts_without_timeout()
    {
        await using var toolkit = await StartAsync();
        SlowFiles? slow = null;
        toolkit.Around = files => slow = new SlowFiles(files);
        await toolkit.RestartAsync(Configure);

        var upload = toolkit.UploadAsync("a.safetensors", 6 * PartSize);
        await await Task.WhenAny(slow!.HasTwoParts, upload);
        for (var waits = 0; waits < 10; waits++)
        {
            toolkit.Time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(5);
        }

        Assert.False(upload.IsCompleted);
        slow.GoOn();

        Assert.Equal(6 * PartSize, (await upload).Size);
        Assert.Equal(0, MemoryOf(toolkit).Used);
    }

    private static Task<Toolkit> StartAsync() => Toolkit.StartAsync(Configure);

    private static void Configure(LoraManagementOptions options)
    {
        options.PartSize = PartSize;
        options.MaxFileSize = 1024 * Mebibyte;
        options.Inspection.MaxHeaderLength = (int)Mebibyte;
        options.MaxBufferedBytes = Smallest;
    }

    private static SharedBudget MemoryOf(Toolkit toolkit) => toolkit.Services.GetRequiredService<ProcessLimits>().Memory;

    private static void TakeAll(SharedBudget memory, LoraWorkspaceId workspace)
    {
        while (memory.TryAcquire(workspace, Mebibyte / 16))
        {
        }
    }

    /// <summary>Storage that accepts no part until the test releases it.</summary>
    private sealed class SlowFiles(IMultipartFileStore inner) : WrappedFiles(inner)
    {
        private readonly TaskCompletionSource _twoParts = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _parts;

        public Task HasTwoParts => _twoParts.Task;

        public void GoOn() => _goesOn.SetResult();

        public override async Task<LoraFilePart> PutPartAsync(
            string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _parts) == 2)
            {
                _twoParts.SetResult();
            }

            await _goesOn.Task.WaitAsync(cancellationToken);
            return await base.PutPartAsync(key, multipartId, parts, number, content, sha256, cancellationToken);
        }
    }
}
