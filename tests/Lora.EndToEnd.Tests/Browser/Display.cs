using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>How a visitor looks at a page.</summary>
/// <param name="Width">The width of the window in CSS pixels.</param>
/// <param name="Dark">Whether the visitor prefers dark pages.</param>
/// <param name="Locale">The visitor's language.</param>
internal sealed record Display(int Width, bool Dark = false, string Locale = "en-GB")
{
    private int Height => Width < 600 ? 844 : 900;

    public override string ToString() => $"{Width}-{(Dark ? "dark" : "light")}";

    public BrowserNewContextOptions ToOptions() => new()
    {
        ViewportSize = new() { Width = Width, Height = Height },
        HasTouch = Width < 600,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        // Pictures and contrast are of pages at rest.
        ReducedMotion = ReducedMotion.Reduce,
        Locale = Locale,
        TimezoneId = "Europe/London",
    };
}
