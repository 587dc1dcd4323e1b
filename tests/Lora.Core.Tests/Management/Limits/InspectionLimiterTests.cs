using Lora.Inspection;
using Lora.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Management.Limits;

public sealed class InspectionLimiterTests
{
    private static readonly LoraWorkspaceId Ada = new("ada");
    private static readonly LoraWorkspaceId Bob = new("bob");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Workspace_has_half_of_the_places_and_gets_another_when_one_is_released()
    {
        var limiter = new InspectionLimiter(slots: 2, places: 8, _time);
        var mine = Enumerable.Range(0, 4).Select(_ => limiter.Reserve(Ada)).ToList();

        var refused = Assert.Throws<LoraException>(() => limiter.Reserve(Ada));
        Assert.Equal((LoraErrorCodes.InspectionLimit, true), (refused.Code, refused.IsTransient));
        limiter.Reserve(Bob).Dispose();
        mine[0].Dispose();
        mine[0].Dispose();
        using var next = limiter.Reserve(Ada);
        Assert.Throws<LoraException>(() => limiter.Reserve(Ada));
        mine.ForEach(place => place.Dispose());
    }

    [Fact]
    public void Process_without_places_is_busy()
    {
        var limiter = new InspectionLimiter(slots: 2, places: 2, _time);
        using var first = limiter.Reserve(Ada);
        using var second = limiter.Reserve(Bob);

        var refused = Assert.Throws<LoraException>(() => limiter.Reserve(new LoraWorkspaceId("eve")));
        Assert.Equal((LoraErrorCodes.ServerBusy, true), (refused.Code, refused.IsTransient));
    }

    [Fact]
    public async Task Workspace_that_requests_every_slot_does_not_delay_another()
    {
        var limiter = new InspectionLimiter(slots: 4, places: 64, _time);
        var asked = Enumerable.Range(0, 20).Select(_ => limiter.EnterAsync(Ada, CancellationToken.None).AsTask()).ToList();
        Assert.Equal(2, asked.Count(slot => slot.IsCompleted));

        var other = limiter.EnterAsync(Bob, CancellationToken.None).AsTask();
        Assert.True(other.IsCompletedSuccessfully);
        (await other).Dispose();

        (await asked[0]).Dispose();
        (await asked[2]).Dispose();
        _time.Advance(TimeSpan.FromSeconds(15));
        foreach (var late in asked.Skip(4))
        {
            var busy = await Assert.ThrowsAsync<LoraException>(() => late);
            Assert.Equal((LoraErrorCodes.ServerBusy, true), (busy.Code, busy.IsTransient));
        }
    }

    [Fact]
    public void Slots_are_limited_to_half_of_the_memory()
    {
        var options = new InspectionOptions();
        Assert.Equal(2, SlotsOf(InspectionLimiter.Create(options, 256L * 1024 * 1024, _time)));
        Assert.Equal(Math.Min(2 * Environment.ProcessorCount, 4), SlotsOf(InspectionLimiter.Create(options, 1024L * 1024 * 1024, _time)));
        Assert.Equal(Math.Max(2, 2 * Environment.ProcessorCount), SlotsOf(InspectionLimiter.Create(options, 1L << 50, _time)));
    }

    private static int SlotsOf(InspectionLimiter limiter)
    {
        var slots = 0;
        while (limiter.EnterAsync(new LoraWorkspaceId($"w{slots}"), CancellationToken.None).AsTask().IsCompletedSuccessfully)
        {
            slots++;
        }

        return slots;
    }
}
