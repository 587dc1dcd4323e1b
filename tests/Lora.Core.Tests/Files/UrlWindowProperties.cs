using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Storage;

namespace Lora.Core.Tests.Files;

public class UrlWindowProperties
{
    private static readonly Gen<DateTimeOffset> AnyTime =
        Gen.Choose(0, int.MaxValue).Two().Select(pair => DateTimeOffset.UnixEpoch.AddSeconds(pair.Item1).AddTicks(pair.Item2 % TimeSpan.TicksPerSecond));

    private static readonly Gen<TimeSpan> AnyLifetime = Gen.OneOf(
        Gen.Choose(1, 200),
        Gen.Choose(1, (int)LoraManagementOptions.MaxUrlLifetime.TotalSeconds)).Select(static seconds => TimeSpan.FromSeconds(seconds));

    [Property(MaxTest = 1000)]
    public Property Url_expires_at_most_a_twelfth_before_the_requested_lifetime() => Prop.ForAll(Gen.Zip(AnyTime, AnyLifetime).ToArbitrary(), given =>
    {
        var (now, lifetime) = given;
        var window = LoraUrlWindow.At(now, lifetime);

        Assert.InRange(window.ExpiresAt, now + lifetime - (lifetime / 12), now + lifetime);
        Assert.True(window.ExpiresAt > now);
        Assert.InRange(window.Start, DateTimeOffset.MinValue, now);
        Assert.Equal(lifetime, window.Lifetime);
    });

    [Property(MaxTest = 1000)]
    public Property Url_is_unchanged_until_the_next_window() => Prop.ForAll(Gen.Zip(AnyTime, AnyLifetime).ToArbitrary(), given =>
    {
        var (now, lifetime) = given;
        if (lifetime < TimeSpan.FromMinutes(1))
        {
            Assert.Equal(now, LoraUrlWindow.At(now, lifetime).Start);
            return;
        }

        var window = LoraUrlWindow.At(now, lifetime);
        var length = TimeSpan.FromSeconds(Math.Floor(lifetime.TotalSeconds / 12));
        Assert.Equal(window, LoraUrlWindow.At(window.Start, lifetime));
        Assert.Equal(window, LoraUrlWindow.At((window.Start + length).AddTicks(-1), lifetime));
        Assert.Equal(window.ExpiresAt + length, LoraUrlWindow.At(window.Start + length, lifetime).ExpiresAt);
    });

    [Fact]
    public void Url_of_one_hour_is_the_same_for_five_minutes()
    {
        var noon = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(noon.AddHours(1), LoraUrlWindow.At(noon.AddMinutes(4.9), TimeSpan.FromHours(1)).ExpiresAt);
        Assert.Equal(noon.AddMinutes(65), LoraUrlWindow.At(noon.AddMinutes(5), TimeSpan.FromHours(1)).ExpiresAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Zero_lifetime_is_refused(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LoraUrlWindow.At(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(seconds)));
}
