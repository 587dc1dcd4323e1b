using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The open library dialog.</summary>
internal sealed class LibraryDialog(IPage page)
{
    public ILocator Root => page.GetByRole(AriaRole.Dialog, new() { Name = "LoRA library" });

    public ILocator Cards => Root.Locator("[data-lora-id]");

    public ILocator Files => Root.Locator("input[type=file]");

    /// <summary>The rows of files that are being uploaded or were rejected.</summary>
    public ILocator Uploads => Root.GetByRole(AriaRole.List, new() { Name = "Uploads" }).GetByRole(AriaRole.Listitem);

    public ILocator Search => Root.GetByRole(AriaRole.Searchbox);

    public ILocator Confirm => page.GetByRole(AriaRole.Alertdialog);

    public ILocator Card(string title) => Cards.Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    public ILocator Upload(string fileName) => Uploads.Filter(new() { HasText = fileName });

    /// <summary>Returns a button in the row of a file by its accessible name.</summary>
    public ILocator UploadButton(string fileName, string name) => Upload(fileName).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator DeleteButton(string title) => Root.GetByRole(AriaRole.Button, new() { Name = $"Delete {title}", Exact = true });

    public ILocator RenameButton(string title) => Root.GetByRole(AriaRole.Button, new() { Name = $"Rename {title}", Exact = true });

    /// <summary>Starts renaming a card and types another name.</summary>
    public async Task TypeNameAsync(string title, string name)
    {
        await RenameButton(title).ClickAsync();
        await Assertions.Expect(Root.GetByRole(AriaRole.Textbox, new() { Name = $"New name for {title}" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(name);
    }

    /// <summary>Selects files in the file input.</summary>
    public async Task PickAsync(params string[] paths)
    {
        await Assertions.Expect(Files).ToBeEnabledAsync();
        await Files.SetInputFilesAsync(paths);
    }

    /// <summary>Drops files from the desktop onto the dialog.</summary>
    public async Task DropAsync(params string[] paths)
    {
        var place = await Root.GetByText("Drop LoRA files").BoundingBoxAsync() ?? throw new InvalidOperationException("The drop zone is not visible.");
        var session = await page.Context.NewCDPSessionAsync(page);
        var data = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = paths, ["dragOperationsMask"] = 1 };
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
        {
            await session.SendAsync("Input.dispatchDragEvent", new() { ["type"] = type, ["x"] = place.X + (place.Width / 2), ["y"] = place.Y + (place.Height / 2), ["data"] = data });
        }

        await session.DetachAsync();
    }

    /// <summary>Returns the number of card columns.</summary>
    public Task<int> CountColumnsAsync() =>
        Cards.First.EvaluateAsync<int>("card => getComputedStyle(card.parentElement).gridTemplateColumns.split(' ').length");

    public async Task CloseAsync()
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Root).ToHaveCountAsync(0);
    }
}
