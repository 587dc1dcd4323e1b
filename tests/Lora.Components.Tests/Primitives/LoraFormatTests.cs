using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Primitives;

public sealed class LoraFormatTests
{
    [Theory]
    [InlineData("en-GB", 0, "0 bytes")]
    [InlineData("en-GB", 1, "1 byte")]
    [InlineData("en-GB", 999, "999 bytes")]
    [InlineData("en-GB", 1_000, "1 kB")]
    [InlineData("en-GB", 1_340_000, "1.3 MB")]
    [InlineData("en-GB", 614_000_000, "614 MB")]
    [InlineData("en-GB", 999_600_000, "1 GB")]
    [InlineData("en-GB", 38_200_000_000, "38.2 GB")]
    [InlineData("en-GB", 5_600_000_000_000, "5.6 TB")]
    [InlineData("de-DE", 38_200_000_000, "38,2 GB")]
    [InlineData("ko-KR", 812, "812바이트")]
    public void Size_is_formatted_in_the_culture(string culture, long bytes, string expected)
    {
        using var page = new ComponentTest(culture);
        Assert.Equal(expected, Format(page).Size(bytes));
    }

    [Property(MaxTest = 500)]
    public Property A_size_is_true_to_five_percent_and_below_a_thousand()
    {
        var sizes = Gen.Choose(3, 13).SelectMany(power => Gen.Choose(1_000, 9_999).Select(digits => (long)(digits * Math.Pow(10, power - 3))));
        return Prop.ForAll(sizes.ToArbitrary(), bytes =>
        {
            using var page = new ComponentTest();
            var words = Format(page).Size(bytes).Split(' ');
            var value = double.Parse(words[0], CultureInfo.CurrentCulture);
            var unit = Math.Pow(1000, Array.IndexOf(["bytes", "kB", "MB", "GB", "TB"], words[1]));
            return value is >= 1 and < 1000 && Math.Abs((value * unit) - bytes) <= bytes * 0.05;
        });
    }

    [Theory]
    [InlineData(0, 614_000_000, "0 of 614 MB")]
    [InlineData(381_400_000, 614_000_000, "381 of 614 MB")]
    [InlineData(614_000_000, 614_000_000, "614 of 614 MB")]
    [InlineData(1_500_000_000, 4_200_000_000, "1.5 of 4.2 GB")]
    [InlineData(400, 812, "400 of 812 bytes")]
    public void Progress_uses_the_unit_of_the_total_size(long done, long whole, string expected)
    {
        using var page = new ComponentTest();
        Assert.Equal(expected, Format(page).SizeOf(done, whole));
    }

    [Theory]
    [InlineData(5L * 1024 * 1024 * 1024, "5 GB")]
    [InlineData(512L * 1024 * 1024, "512 MB")]
    [InlineData(5_000_000_000, "5 GB")]
    public void Limit_is_formatted_as_a_round_number(long bytes, string expected)
    {
        using var page = new ComponentTest();
        Assert.Equal(expected, Format(page).Limit(bytes));
    }

    [Theory]
    [InlineData("en-GB", 0, "today")]
    [InlineData("en-GB", 1, "yesterday")]
    [InlineData("en-GB", 2, "2 days ago")]
    [InlineData("en-GB", 6, "6 days ago")]
    [InlineData("en-GB", 7, "last week")]
    [InlineData("en-GB", 17, "3 May")]
    [InlineData("en-US", 17, "May 3")]
    [InlineData("en-GB", 400, "15/04/2025")]
    [InlineData("ko-KR", 2, "2일 전")]
    [InlineData("ko-KR", 17, "5월 3일")]
    public void Day_is_formatted_relative_to_today(string culture, int daysAgo, string expected)
    {
        using var page = new ComponentTest(culture);
        Assert.Equal(expected, Format(page).Day(ComponentTest.Now.AddDays(-daysAgo)));
    }

    [Fact]
    public void Day_is_calculated_in_the_local_time_zone()
    {
        using var page = new ComponentTest();
        page.Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), "east", "east"));

        // 21 May, 00:30 local time. 20 May, 23:50 is 40 minutes ago, but on another day.
        page.Time.SetUtcNow(new DateTimeOffset(2026, 5, 20, 15, 30, 0, TimeSpan.Zero));
        Assert.Equal("yesterday", Format(page).Day(new DateTimeOffset(2026, 5, 20, 14, 50, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59.4, "1 min")]
    [InlineData(61, "2 min")]
    [InlineData(3_900, "1 h 5 min")]
    public void Remaining_time_is_rounded_up(double seconds, string expected)
    {
        using var page = new ComponentTest();
        Assert.Equal(expected, Format(page).Duration(TimeSpan.FromSeconds(seconds)));
    }

    private static LoraFormat Format(ComponentTest page) => LoraComponentServices.For<LoraStrings>(page.Services).Format;
}
