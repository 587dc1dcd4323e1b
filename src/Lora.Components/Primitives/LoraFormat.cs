using System.Globalization;

namespace Lora.Components;

/// <summary>Formats sizes, speeds, durations and dates in the current culture.</summary>
internal sealed class LoraFormat(LoraLocalizer texts, TimeProvider time)
{
    private const long Gibibyte = 1024 * 1024 * 1024;
    private const long Mebibyte = 1024 * 1024;
    private static readonly string[] Units = ["Size.kB", "Size.MB", "Size.GB", "Size.TB"];

    /// <summary>Formats a size in decimal units: <c>614 MB</c>, <c>1.3 MB</c>, <c>38.2 GB</c>.</summary>
    public string Size(long bytes)
    {
        if (bytes < 1000)
        {
            return texts.Plural("Size.Bytes", bytes);
        }

        var (value, unit) = Scale(bytes);
        return texts[Units[unit], Number(value, unit)];
    }

    /// <summary>Formats a part of a size in the unit of the whole: <c>381 of 614 MB</c>.</summary>
    public string SizeOf(long done, long whole)
    {
        if (whole < 1000)
        {
            return texts["Size.Of", done.ToString("N0", CultureInfo.CurrentCulture), Size(whole)];
        }

        var (_, unit) = Scale(whole);
        var part = done / Math.Pow(1000, unit + 1);
        return texts["Size.Of", Number(part, unit), Size(whole)];
    }

    /// <summary>
    /// Formats a size limit. Limits are configured as round binary sizes, so 5 GiB is displayed as <c>5 GB</c>, like in Windows. The file rules compare exact
    /// bytes.
    /// </summary>
    public string Limit(long bytes) => bytes switch
    {
        > 0 when bytes % Gibibyte == 0 => texts["Size.GB", Count(bytes / Gibibyte)],
        > 0 when bytes % Mebibyte == 0 => texts["Size.MB", Count(bytes / Mebibyte)],
        _ => Size(bytes),
    };

    /// <summary>
    /// Formats a size next to a limit, for example <c>12.4 GB</c> of <c>500 GB</c>. It uses the units of <see cref="Limit"/>, so that a full workspace shows the same number twice.
    /// </summary>
    public string SizeLike(long bytes, long limit) => limit switch
    {
        > 0 when limit % Gibibyte == 0 => Size((long)(bytes / (double)Gibibyte * 1e9)),
        > 0 when limit % Mebibyte == 0 && bytes >= Mebibyte => texts["Size.MB", Number(bytes / (double)Mebibyte, unit: 1)],
        _ => Size(bytes),
    };

    /// <summary>Formats a speed: <c>48 MB/s</c>.</summary>
    public string Speed(double bytesPerSecond) => texts["Speed", Size((long)Math.Max(0, bytesPerSecond))];

    /// <summary>Formats a duration, rounded up to seconds or minutes: <c>5 s</c>, <c>2 min</c>, <c>1 h 5 min</c>.</summary>
    public string Duration(TimeSpan duration)
    {
        var seconds = (long)Math.Ceiling(Math.Max(0, duration.TotalSeconds));
        if (seconds < 60)
        {
            return texts["Duration.Seconds", Count(seconds)];
        }

        var minutes = (seconds + 59) / 60;
        return minutes < 60
            ? texts["Duration.Minutes", Count(minutes)]
            : texts["Duration.Hours", Count(minutes / 60), Count(minutes % 60)];
    }

    /// <summary>Formats a day relative to today: <c>today</c>, <c>2 days ago</c>, <c>last week</c>, <c>3 May</c>.</summary>
    public string Day(DateTimeOffset moment)
    {
        var day = Local(moment).Date;
        var today = time.GetLocalNow().Date;
        var days = (today - day).Days;
        return days switch
        {
            <= 0 => texts["Day.Today"],
            1 => texts["Day.Yesterday"],
            < 7 => texts.Plural("Day.Ago", days),
            < 14 => texts["Day.LastWeek"],
            _ => Short(day, today),
        };
    }

    /// <summary>Formats a date and time in full, for a tooltip.</summary>
    public string Moment(DateTimeOffset moment) => Local(moment).ToString("f", CultureInfo.CurrentCulture);

    /// <summary>Formats an integer with group separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Formats a number that stopped counting: <c>1,000+</c>.</summary>
    public static string Count(long count, bool isCapped) => isCapped ? Count(count) + "+" : Count(count);

    private static string Short(DateTime day, DateTime today)
    {
        var dates = CultureInfo.CurrentCulture.DateTimeFormat;
        var pattern = day.Year == today.Year ? dates.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal) : dates.ShortDatePattern;
        return day.ToString(pattern, CultureInfo.CurrentCulture);
    }

    private static (double Value, int Unit) Scale(long bytes)
    {
        var value = bytes / 1000d;
        var unit = 0;
        while (unit < Units.Length - 1 && Math.Round(value, Digits(value, unit), MidpointRounding.AwayFromZero) >= 1000)
        {
            value /= 1000;
            unit++;
        }

        return (value, unit);
    }

    private static string Number(double value, int unit) => Math.Round(value, Digits(value, unit), MidpointRounding.AwayFromZero)
        .ToString(Digits(value, unit) == 0 ? "#,0" : "#,0.#", CultureInfo.CurrentCulture);

    private static int Digits(double value, int unit) => value < 10 || (unit >= 2 && value < 100) ? 1 : 0;

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
}
