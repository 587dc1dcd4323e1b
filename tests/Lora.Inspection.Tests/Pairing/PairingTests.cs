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
    public void LoRA_of_another_family_kind_or_rank_is_not_a_partner()
    {
        var item = Item("1", "style_high");
        var other = Item("2", "style_low");
        Assert.Null(PairFinder.Find(item, [other with { Family = "wan2.2-5b" }]));
        Assert.Null(PairFinder.Find(item, [other with { Kinds = ["lokr"] }]));
        Assert.Null(PairFinder.Find(item, [other with { Rank = 64 }]));
        Assert.NotNull(PairFinder.Find(item, [other with { Family = null, Rank = null }]));
    }

    [Fact]
    public void No_partner_is_returned_when_two_LoRAs_match() =>
        Assert.Null(PairFinder.Find(Item("1", "style_high"), [Item("3", "style-low"), Item("2", "style_low")]));

    [Fact]
    public void Expert_set_by_a_person_wins_over_the_name() =>
        Assert.NotNull(PairFinder.Find(Item("1", "style") with { Role = LoraNoiseExpert.High }, [Item("2", "style_low")]));

    [Fact]
    public void Name_that_says_only_the_expert_has_no_partner() => Assert.Null(PairFinder.Find(Item("1", "high_noise"), [Item("2", "low_noise")]));

    [Property(MaxTest = 300)]
    public void Pairing_never_throws_for_any_names(string? one, string? other) =>
        PairFinder.Find(Item("1", (one ?? string.Empty) + "\ud800 high"), [Item("2", (other ?? string.Empty) + " low")]);

    private static PairCandidate Item(string id, string name) => new(id, name, "wan-14b", ["lora"], 16, LoraNoiseExpert.Unknown);
}
