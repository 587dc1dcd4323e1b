using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>A LoRA selector with an accessible name.</summary>
internal sealed class SelectorControl(IPage page, ILocator place, string name)
{
    public ILocator Root => place.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    /// <summary>The button that opens the list: "Select" if nothing is selected, otherwise "Change".</summary>
    public ILocator Opener => Root.Locator("button[aria-haspopup=listbox]");

    public ILocator Box => page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    public ILocator Options => Root.GetByRole(AriaRole.Option);

    public ILocator Group(string title) => Root.GetByRole(AriaRole.Group, new() { Name = title, Exact = true });

    public async Task OpenAsync()
    {
        await Opener.ClickAsync();
        await Assertions.Expect(Box).ToBeFocusedAsync();
    }

    public async Task LeaveAsync()
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Opener).ToBeFocusedAsync();
    }

    /// <summary>Selects with the keyboard. The focus must be on <see cref="Opener"/>.</summary>
    public async Task ChooseByKeyboardAsync(string words, string title)
    {
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Box).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(words);
        await Assertions.Expect(Options).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Options.First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Root).ToContainTextAsync(title);
        await Assertions.Expect(Opener).ToBeFocusedAsync();
    }

    public async Task ChooseByMouseAsync(string title)
    {
        await OpenAsync();
        await Options.Filter(new() { HasText = title }).ClickAsync();
        await Assertions.Expect(Box).ToHaveCountAsync(0);
        await Assertions.Expect(Root).ToContainTextAsync(title);
    }
}
