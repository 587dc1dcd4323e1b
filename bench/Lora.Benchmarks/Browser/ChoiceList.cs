using Microsoft.Playwright;

namespace Lora.Benchmarks.Browser;

/// <summary>A component of the page that offers a list with a search, and how long it takes until what it shows is painted.</summary>
/// <param name="page">The page.</param>
/// <param name="name">The name of the component.</param>
/// <param name="opener">The element that opens the list.</param>
/// <param name="box">The text box of the search.</param>
/// <param name="option">The names of the options.</param>
/// <param name="stale">The element that exists while the options belong to an older search, if there is one.</param>
internal sealed class ChoiceList(IPage page, string name, string opener, string box, string option, string stale = ".none")
{
    private const int Idle = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // A message is handled after the frame that was requested before it.
    private const string Watch =
        """
        ([option, stale, text]) => {
          const isShown = () => {
            const names = [...document.querySelectorAll(option)].filter(found => found.checkVisibility()).map(found => found.textContent.toLowerCase());
            return names.length > 0 && !document.querySelector(stale) && names.every(name => name.includes(text));
          };
          const note = event => { window.began = event.timeStamp; };
          addEventListener('click', note, true);
          addEventListener('keydown', note, true);
          window.painted = new Promise(resolve => {
            const look = () => {
              if (!isShown()) {
                return;
              }
              observer.disconnect();
              requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => resolve(performance.now());
                channel.port2.postMessage(0);
              });
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          });
        }
        """;

    public string Name => name;

    public Task<double> OpenAsync() => MeasureAsync("", () => page.ClickAsync(opener));

    /// <summary>Types a text quickly after a pause. The time is that of its last key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shown">What each option then contains.</param>
    public async Task<double> TypeAsync(string text, string? shown = null)
    {
        await Task.Delay(Idle);
        return await MeasureAsync(shown ?? text, () => page.Locator(box).PressSequentiallyAsync(text, new() { Delay = 60 }));
    }

    public async Task ClearAsync()
    {
        await page.FillAsync(box, "");
        await page.WaitForTimeoutAsync(Idle);
    }

    public async Task CloseAsync()
    {
        await page.Locator(box).PressAsync("Escape");
        await page.WaitForFunctionAsync("option => ![...document.querySelectorAll(option)].some(found => found.checkVisibility())", option);
    }

    private async Task<double> MeasureAsync(string shown, Func<Task> act)
    {
        await page.EvaluateAsync(Watch, new[] { option, stale, shown });
        await act();
        var time = page.EvaluateAsync<double>("() => painted.then(end => end - began)");
        return await time.WaitAsync(Patience);
    }
}
