using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

internal static class Keys
{
    private const int Most = 60;

    /// <summary>Goes to an element by the Tab key, forwards or backwards.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target, bool back = false)
    {
        for (var presses = 0; presses < Most; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }

        throw new InvalidOperationException($"{Most} times Tab did not lead to {target}.");
    }
}
