using Lora.Inspection;
using Lora.Inspection.Sources;
using Lora.Limits;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management.Limits;

/// <summary>Operations that need an inspection while there is no slot.</summary>
public sealed class BusyInspectionTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;

    private InspectionLimiter Inspections => _toolkit.Services.GetRequiredService<ProcessLimits>().Inspections;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Complete_without_inspection_slot_is_finished_by_the_next_call()
    {
        var sender = new Sender(_toolkit, 1000);
        var begun = (await sender.BeginAsync()).OrThrow();
        await sender.PutMissingAsync(begun);
        var slots = await TakeSlotsAsync();

        var busy = await Assert.ThrowsAsync<LoraException>(() => UntilDoneAsync(sender.CompleteAsync(begun.Upload)));
        Assert.Equal((LoraErrorCodes.ServerBusy, true), (busy.Code, busy.IsTransient));
        var left = await _toolkit.Store.FindUploadAsync(_toolkit.Ada, begun.Upload.Id);
        Assert.Equal(LoraUploadState.Completing, left!.State);
        Assert.True(left.ExpiresAt <= _toolkit.Time.GetUtcNow(), "The session is still claimed.");

        slots.ForEach(slot => slot.Dispose());
        Assert.Equal(begun.Upload.Id, (await sender.CompleteAsync(begun.Upload)).OrThrow().Id);
    }

    [Fact]
    public async Task New_inspection_of_a_LoRA_waits_for_a_slot_and_times_out()
    {
        var record = await _toolkit.UploadAsync();
        var slots = await TakeSlotsAsync();

        var busy = await Assert.ThrowsAsync<LoraException>(() => UntilDoneAsync(_toolkit.Manager.ReinspectAsync(_toolkit.Ada, record.Id)));
        Assert.Equal(LoraErrorCodes.ServerBusy, busy.Code);
        var waiting = _toolkit.Manager.ReinspectAsync(_toolkit.Ada, record.Id);
        slots.ForEach(slot => slot.Dispose());

        (await waiting).OrThrow();
    }

    [Fact]
    public async Task Preflight_is_refused_before_a_byte_is_read_at_the_limit_of_the_workspace()
    {
        var places = new List<BudgetHold>();
        while (Record.Exception(() => places.Add(Inspections.Reserve(_toolkit.Ada))) is null)
        {
        }

        var refused = await Assert.ThrowsAsync<LoraException>(() => _toolkit.Manager.PreflightAsync(_toolkit.Ada, "a.safetensors", new Unread()));
        Assert.Equal((LoraErrorCodes.InspectionLimit, true), (refused.Code, refused.IsTransient));
        Assert.Empty((await _toolkit.Manager.PreflightAsync(_toolkit.Bob, "a.safetensors", new MemoryByteSource(Toolkit.Bytes(1000)))).Problems);
        places.ForEach(place => place.Dispose());
        Assert.Empty((await _toolkit.Manager.PreflightAsync(_toolkit.Ada, "a.safetensors", new MemoryByteSource(Toolkit.Bytes(1000)))).Problems);
    }

    /// <summary>Acquires every slot that one workspace can have.</summary>
    private async Task<List<BudgetHold>> TakeSlotsAsync()
    {
        var slots = new List<BudgetHold>();
        using var stop = new CancellationTokenSource();
        while (true)
        {
            var slot = Inspections.EnterAsync(_toolkit.Ada, stop.Token).AsTask();
            if (!slot.IsCompleted)
            {
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slot);
                return slots;
            }

            slots.Add(await slot);
        }
    }

    private async Task UntilDoneAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _toolkit.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        await task;
    }

    private sealed class Unread : ILoraByteSource
    {
        public long Length => 1000;

        public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It was read.");
    }
}
