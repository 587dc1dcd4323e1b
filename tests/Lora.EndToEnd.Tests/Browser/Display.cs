using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The window and the preferences of a visitor.</summary>
/// <param name="Width">The width of the window in CSS pixels.</param>
/// <param name="Dark">Whether the visitor prefers the dark color scheme.</param>
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
        // Screenshots and contrast checks must not catch a transition.
        ReducedMotion = ReducedMotion.Reduce,
        Locale = Locale,
        TimezoneId = "Europe/London",
    };
}
