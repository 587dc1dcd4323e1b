using FsCheck.Xunit;

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
    public void The_same_name_with_the_word_swapped_is_the_other_half(string high, string low)
    {
        var (one, other) = (Item("1", high), Item("2", low));
        Assert.Equal(other, LoraPairing.Find(one, [one, other, Item("3", "another_low_noise")]).Sibling);
        Assert.Equal(one, LoraPairing.Find(other, [other, one]).Sibling);
        Assert.Equal([(one, other)], LoraPairing.FindAll([other, one]));
    }

    [Fact]
    public void Another_family_kind_or_rank_is_another_lora()
    {
        var item = Item("1", "style_high");
        var other = Item("2", "style_low");
        Assert.Null(LoraPairing.Find(item, [other with { Family = "wan2.2-5b" }]).Sibling);
        Assert.Null(LoraPairing.Find(item, [other with { Kinds = ["lokr"] }]).Sibling);
        Assert.Null(LoraPairing.Find(item, [other with { Rank = 64 }]).Sibling);
        Assert.NotNull(LoraPairing.Find(item, [other with { Family = null, Rank = null }]).Sibling);
    }

    [Fact]
    public void Where_two_could_be_it_none_is_and_both_are_named()
    {
        var found = LoraPairing.Find(Item("1", "style_high"), [Item("3", "style-low"), Item("2", "style_low")]);
        Assert.Null(found.Sibling);
        Assert.Equal(["2", "3"], found.Candidates.Select(candidate => candidate.Id));
    }

    [Fact]
    public void A_role_that_a_person_set_beats_the_name() =>
        Assert.NotNull(LoraPairing.Find(Item("1", "style") with { Role = LoraExpertRole.High }, [Item("2", "style_low")]).Sibling);

    [Fact]
    public void A_name_of_nothing_but_the_word_has_no_half() => Assert.Null(LoraPairing.Find(Item("1", "high_noise"), [Item("2", "low_noise")]).Sibling);

    [Property(MaxTest = 300)]
    public void Names_of_any_text_are_survived(string? one, string? other) =>
        Assert.NotNull(LoraPairing.FindAll([Item("1", (one ?? string.Empty) + "\ud800 high"), Item("2", (other ?? string.Empty) + " low")]));

    private static LoraPairItem Item(string id, string name) => new(id, name, "wan-14b", ["lora"], 16, LoraExpertRole.Unknown);
}
