using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Components.Tests.PairSelector;

public sealed class LoraNumberTests
{
    private static readonly string[] Cultures = ["en-GB", "de-DE", "ko-KR", "ar-EG", "fa-IR", "sv-SE", "fr-CH"];

    [Theory]
    [InlineData("en-GB", "0.8", "0.8")]
    [InlineData("en-GB", " -1.25 ", "-1.25")]
    [InlineData("en-GB", ".5", "0.5")]
    [InlineData("en-GB", "+2", "2")]
    [InlineData("en-GB", "\u22120.5", "-0.5")]
    [InlineData("de-DE", "0,8", "0.8")]
    [InlineData("de-DE", "0.8", "0.8")]
    [InlineData("de-DE", "0.125", "0.125")]
    [InlineData("sv-SE", "-0,5", "-0.5")]
    [InlineData("ar-EG", "٠٫٨", "0.8")]
    [InlineData("ko-KR", "0.80", "0.80")]
    public void Number_is_parsed_in_the_format_of_the_culture(string culture, string text, string expected) => In(culture, () =>
    {
        Assert.True(LoraNumber.TryParse(text, out var number));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), number);
    });

    [Theory]
    [InlineData("en-GB", null)]
    [InlineData("en-GB", " ")]
    [InlineData("en-GB", "abc")]
    [InlineData("en-GB", "0,8")]
    [InlineData("en-GB", "1,000")]
    [InlineData("en-GB", "1.2.3")]
    [InlineData("en-GB", "1e3")]
    [InlineData("en-GB", "99999999999999999999999999999999")]
    [InlineData("de-DE", "1.000")]
    [InlineData("de-DE", "1.000,5")]
    [InlineData("de-DE", "-12.345.678")]
    public void Invalid_or_ambiguous_number_is_rejected(string culture, string? text) => In(culture, () => Assert.False(LoraNumber.TryParse(text, out _)));

    [Theory]
    [InlineData("en-GB", "0.8", "0.05", "0.80")]
    [InlineData("de-DE", "0.8", "0.05", "0,80")]
    [InlineData("en-GB", "0.8125", "0.05", "0.8125")]
    [InlineData("en-GB", "1", "1", "1")]
    [InlineData("en-GB", "123456", "1", "123456")]
    [InlineData("en-GB", "0", "0.1", "0.0")]
    public void Number_is_formatted_with_the_decimals_of_the_step(string culture, string number, string step, string expected) =>
        In(culture, () => Assert.Equal(expected, LoraNumber.Format(decimal.Parse(number, CultureInfo.InvariantCulture), decimal.Parse(step, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("0.8", 1, "0.85")]
    [InlineData("1.98", 1, "2")]
    [InlineData("2", 1, "2")]
    [InlineData("5", 1, "5")]
    [InlineData("5", -1, "4.95")]
    [InlineData("-2", -1, "-2")]
    public void Step_stays_within_the_bounds_and_keeps_its_direction(string from, int direction, string expected) => Assert.Equal(
        decimal.Parse(expected, CultureInfo.InvariantCulture), LoraNumber.Step(decimal.Parse(from, CultureInfo.InvariantCulture), 0.05m, direction, -2, 2));

    [Property(DisplayName = "A formatted number is parsed as the same number in every culture", MaxTest = 300)]
    public Property What_is_written_is_read_back() => Prop.ForAll(
        (from culture in Gen.Elements(Cultures) from digits in Gen.Choose(-1_000_000, 1_000_000) from scale in Gen.Choose(0, 6) select (culture, number: new decimal(digits) / (decimal)Math.Pow(10, scale))).ToArbitrary(),
        written =>
        {
            var isSame = false;
            In(written.culture, () => isSame = LoraNumber.TryParse(LoraNumber.Format(written.number), out var read) && read == written.number);
            return isSame;
        });

    private static void In(string culture, System.Action act)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
