using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The page of the studio.</summary>
internal sealed partial class StudioPage(IPage page)
{
    public LibraryDialog Library { get; } = new(page);

    public ILocator Pair => page.GetByRole(AriaRole.Group, new() { Name = "LoRA pair 1", Exact = true });

    public SelectorControl High => new(page, Pair, "LoRA pair 1 High");

    public SelectorControl Low => new(page, Pair, "LoRA pair 1 Low");

    public SelectorControl Single => new(page, page.Locator("form"), "LoRA");

    public ILocator Manage => Pair.GetByRole(AriaRole.Button, new() { Name = "Manage" });

    public ILocator Prompt => page.GetByRole(AriaRole.Textbox, new() { NameRegex = PromptName() });

    public ILocator Request => page.GetByTestId("request");

    public ILocator Weight(string name) => page.GetByRole(AriaRole.Spinbutton, new() { Name = name, Exact = true });

    public Task ChooseModelAsync(string id) => page.GetByTestId("model").SelectOptionAsync(id);

    /// <summary>Sends the form.</summary>
    /// <returns>The generation request that the page shows.</returns>
    public async Task<JsonObject> GenerateAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate", Exact = true }).ClickAsync();
        await Assertions.Expect(Request).ToBeVisibleAsync();
        return JsonNode.Parse(await Request.InnerTextAsync())!.AsObject();
    }

    /// <summary>Returns the button that switches to a demo user.</summary>
    public ILocator User(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [GeneratedRegex("^Prompt", RegexOptions.None, 1000)]
    private static partial Regex PromptName();
}
