using Lora.Inspection;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Pairs_are_found_by_their_key()
    {
        var high = await AddExpertAsync("set 3 high noise.safetensors", LoraNoiseExpert.High);
        var low = await AddExpertAsync("set 3 low noise.safetensors", LoraNoiseExpert.Low);
        await AddExpertAsync("set 4 low noise.safetensors", LoraNoiseExpert.Low);
        await AddExpertAsync("set 3.safetensors", LoraNoiseExpert.Unknown);
        await LoseAsync(await AddExpertAsync("set_3_low.safetensors", LoraNoiseExpert.Low));
        Assert.NotNull(high.PairKey);
        Assert.Equal(high.PairKey, low.PairKey);

        Assert.Equal(new[] { high.Id, low.Id }.ToHashSet(), await KeyedAsync(high.PairKey.Value, 10));
        Assert.Single(await KeyedAsync(high.PairKey.Value, 1));
        Assert.Empty(await KeyedAsync(1, 10));

        // A correction of the expert removes the LoRA from the pair.
        var corrected = await ChangeAsync(low with { Facts = low.Facts with { Correction = new LoraCorrection { Role = LoraNoiseExpert.Both } } });
        Assert.Null(corrected.PairKey);
        Assert.Equal([high.Id], await KeyedAsync(high.PairKey.Value, 10));
    }

    private Task<LoraRecord> AddExpertAsync(string fileName, LoraNoiseExpert role) => AddAsync(record => record with
    {
        FileName = fileName,
        Facts = Found("wan-14b", role),
    });

    private async Task<HashSet<LoraId>> KeyedAsync(long key, int take) => [.. (await Store.FindByPairKeyAsync(Workspace, key, take)).Select(static item => item.Id)];
}
