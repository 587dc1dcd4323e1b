using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

internal static class Keys
{
    private const int MaxPresses = 60;

    /// <summary>Moves the focus to an element with the Tab key, forwards or backwards.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target, bool back = false)
    {
        for (var presses = 0; presses < MaxPresses; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }

        throw new InvalidOperationException($"The focus did not reach {target} after pressing Tab {MaxPresses} times.");
    }
}
