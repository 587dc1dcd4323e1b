using Lora.Storage;

namespace Lora.Conformance.Stores;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Sightings_are_counted_once_a_run()
    {
        var (key, now) = ($"loras/{Guid.NewGuid():N}/a.safetensors", NewEra());

        Assert.Equal(new LoraSighting(now, 1), await SweepStore.SightAsync(key, null, now));
        Assert.Equal(new LoraSighting(now, 1), await SweepStore.SightAsync(key, null, now));
        Assert.Equal(new LoraSighting(now, 2), await SweepStore.SightAsync(key, null, now.AddMilliseconds(1)));
        Assert.Equal(new LoraSighting(now, 2), await SweepStore.SightAsync(key, null, now.AddMilliseconds(1)));
        Assert.Equal(new LoraSighting(now, 2), await SweepStore.SightAsync(key, null, now.AddHours(-1)));
        Assert.Equal(new LoraSighting(now, 3), await SweepStore.SightAsync(key, null, now.AddDays(1)));
    }

    [Fact]
    public async Task An_object_and_the_uploads_of_its_key_are_seen_apart()
    {
        var (key, now) = ($"loras/{Guid.NewGuid():N}/" + new string('画', 300), NewEra());
        await SweepStore.SightAsync(key, null, now);

        foreach (var (other, multipart) in new[] { (key, "1"), (key, "2"), (key + " 1", null), (key + " ", "1"), (key.ToUpperInvariant(), null), (key[..^1], new string('m', 900)) })
        {
            Assert.Equal(new LoraSighting(now.AddHours(1), 1), await SweepStore.SightAsync(other, multipart, now.AddHours(1)));
        }

        Assert.Equal(new LoraSighting(now, 2), await SweepStore.SightAsync(key, null, now.AddHours(2)));
    }

    [Fact]
    public async Task What_was_not_seen_again_is_forgotten()
    {
        var (gone, kept, now) = ($"loras/{Guid.NewGuid():N}", $"loras/{Guid.NewGuid():N}", NewEra());
        await SweepStore.SightAsync(gone, null, now);
        await SweepStore.SightAsync(kept, null, now);
        await SweepStore.SightAsync(kept, null, now.AddSeconds(1));

        await SweepStore.ForgetSightingsAsync(now.AddSeconds(1));

        Assert.Equal(new LoraSighting(now, 3), await SweepStore.SightAsync(kept, null, now.AddSeconds(2)));
        Assert.Equal(new LoraSighting(now.AddSeconds(2), 1), await SweepStore.SightAsync(gone, null, now.AddSeconds(2)));
    }

    [Fact]
    public async Task Of_machines_that_see_the_same_in_one_run_it_counts_once()
    {
        var (key, now) = ($"loras/{Guid.NewGuid():N}", NewEra());
        for (var run = 1; run <= 3; run++)
        {
            var at = now.AddHours(run);

            var seen = await TogetherAsync(8, _ => SweepStore.SightAsync(key, "multipart", at));

            Assert.Equal(new LoraSighting(now.AddHours(1), run), Assert.Single(seen.Distinct()));
        }
    }
}
