using FsCheck.Xunit;
using Lora.Inspection.Pairing;

namespace Lora.Inspection.Tests.Pairing;

public sealed class PairingTests
{
    [Theory]
    [InlineData("style_high_noise", "style_low_noise")]
    [InlineData("Style-HIGH.safetensors", "style-low.safetensors")]
    [InlineData("styleHighNoise_v2", "style_low_noise_v2")]
    [InlineData("絵柄_high_noise", "絵柄_low_noise")]
    [InlineData("Стиль HIGH 100", "стиль low 100")]
    [InlineData("style_wan22_H", "style_wan22_L")]
    [InlineData("style_HN_v2", "style_LN_v2")]
    [InlineData("模型_高噪_v2", "模型_低噪_v2")]
    [InlineData("wan2.2_noise_high_style", "wan2.2_noise_low_style")]
    public void Same_name_with_high_and_low_swapped_is_the_partner(string high, string low)
    {
        var (one, other) = (Item("1", high), Item("2", low));
        Assert.Equal(other, PairFinder.Find(one, [one, other, Item("3", "another_low_noise")]));
        Assert.Equal(one, PairFinder.Find(other, [other, one]));
    }

    [Fact]
    public void LoRA_of_another_family_or_kind_is_not_a_partner()
    {
        var item = Item("1", "style_high");
        var other = Item("2", "style_low");
        Assert.Null(PairFinder.Find(item, [other with { Family = "wan2.2-5b" }]));
        Assert.Null(PairFinder.Find(item, [other with { Kinds = ["lokr"] }]));
        Assert.NotNull(PairFinder.Find(item, [other with { Family = null, Rank = null }]));
    }

    [Fact]
    public void No_partner_is_returned_when_two_LoRAs_match() =>
        Assert.Null(PairFinder.Find(Item("1", "style_high"), [Item("3", "style-low"), Item("2", "style_low")]));

    [Fact]
    public void Expert_set_by_a_person_wins_over_the_name() =>
        Assert.NotNull(PairFinder.Find(Item("1", "style") with { Role = LoraNoiseExpert.High }, [Item("2", "style_low")]));

    [Fact]
    public void LoRA_of_another_rank_is_the_partner_when_none_has_the_same_rank()
    {
        var (high, low, wide) = (Item("1", "style_high"), Item("2", "style_low"), Item("3", "style-low") with { Rank = 64 });
        Assert.Equal(wide, PairFinder.Find(high, [wide]));
        Assert.Equal(high, PairFinder.Find(wide, [high]));
        Assert.Equal(low, PairFinder.Find(high, [wide, low]));
        Assert.Null(PairFinder.Find(wide, [high, low]));
    }

    [Fact]
    public void Partner_of_another_LoRA_is_not_a_partner()
    {
        var (one, two, low) = (Item("1", "style_high"), Item("2", "style-high"), Item("3", "style_low"));
        Assert.Null(PairFinder.Find(one, [two, low]));
        Assert.Null(PairFinder.Find(low, [one, two]));
    }

    [Theory]
    [InlineData("high_noise_model.safetensors", "low_noise_model.safetensors")]
    [InlineData("high_noise", "LowNoise")]
    [InlineData("高噪.safetensors", "低噪.safetensors")]
    [InlineData("高ノイズ", "低ノイズ")]
    public void Names_that_say_only_the_expert_are_a_pair_when_no_other_LoRA_has_such_a_name(string high, string low)
    {
        var (one, other) = (Item("1", high), Item("2", low));
        Assert.Equal(other, PairFinder.Find(one, [other, Item("3", "style_low_noise")]));
        Assert.Equal(one, PairFinder.Find(other, [one]));
        Assert.Null(PairFinder.Find(one, [other, Item("3", "low noise")]));
        Assert.Null(PairFinder.Find(one, [other, Item("3", "high noise")]));
        Assert.Null(PairFinder.Find(one, [other with { Rank = 64 }]));
        Assert.Null(PairFinder.Find(one, [other with { Family = null }]));
        Assert.Equal(PairFinder.Key(high), PairFinder.Key(low));
        Assert.NotEmpty(PairFinder.Key(high));
    }

    [Theory]
    [InlineData("high", "low")]
    [InlineData("H", "L")]
    public void Names_that_say_only_high_and_low_are_not_a_pair(string high, string low) => Assert.Null(PairFinder.Find(Item("1", high), [Item("2", low)]));

    [Property(MaxTest = 300)]
    public void Pairing_never_throws_for_any_names(string? one, string? other) =>
        PairFinder.Find(Item("1", (one ?? string.Empty) + "\ud800 high"), [Item("2", (other ?? string.Empty) + " low")]);

    private static PairCandidate Item(string id, string name) => new(id, name, "wan-14b", ["lora"], 16, LoraNoiseExpert.Unknown);
}
