using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Components.Tests.Primitives;

public sealed class LoraMonogramTests
{
    [Theory]
    [InlineData("Neon rain", "Nr")]
    [InlineData("neon-rain_high_noise", "Nr")]
    [InlineData("paper", "Pa")]
    [InlineData("x", "X")]
    [InlineData("한국 수채화", "한")]
    [InlineData("ink 한국", "I")]
    [InlineData("v2", "V2")]
    [InlineData("éclair", "Éc")]
    [InlineData("   ", "")]
    [InlineData("(2)", "2")]
    public void Monogram_consists_of_letters_of_the_name(string name, string expected) => Assert.Equal(expected, LoraMonogram.Letters(name));

    [Property(MaxTest = 500)]
    public Property Letters_are_never_half_a_character()
    {
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
            Gen.ListOf(Gen.Elements("👩‍🎨", "e\u0301", "한", "a", "-", " ", "🇰🇷", "\uD83D", "Z")).Select(parts => string.Concat(parts)));
        return Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var letters = LoraMonogram.Letters(text);
            return new StringInfo(letters).LengthInTextElements <= 2 && !letters.EnumerateRunes().Contains(Rune.ReplacementChar);
        });
    }

    [Fact]
    public void Consecutive_keys_have_different_gradients()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var gradients = Enumerable.Range(0, 200).Select(_ => LoraMonogram.GradientClass(LoraId.New(time).ToString())).Distinct();
        Assert.True(gradients.Count() > LoraMonogram.Gradients / 2);
    }

    [Fact]
    public void Gradient_is_the_same_in_every_process() => Assert.Equal("lora-gradient-17", LoraMonogram.GradientClass("0198c0ffee"));
}
